"""The parsers of requests, which refuse bodies that are too large."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

from explorer.api.errors import TooLargeError

LARGEST_RECORD = 1_000_000
"""The largest JSON body, in bytes; a claim with all its quotations takes some thousands."""

LARGEST_DESCRIPTION = 100_000
"""The largest size, in bytes, of what comes beside a document that is imported."""

Context = Mapping[str, Any] | None


class Utf8JsonParser(JSONParser):
    """Reads JSON as UTF-8, whatever encoding the request names (RFC 8259, section 8.1)."""

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Context = None) -> Any:  # noqa: ANN401, ARG002  (its base's signature)
        """Return the value of the body; raises TooLargeError, and ParseError where it is nested too deeply."""
        _refuse_larger(parser_context, LARGEST_RECORD)
        try:
            sent = super().parse(stream, parser_context={"encoding": "utf-8"})
            json.dumps(sent, ensure_ascii=False).encode()
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
        except UnicodeEncodeError as error:
            raise ParseError("The JSON has half a character, an escaped surrogate without its other half.") from error
        return sent


class DocumentParser(MultiPartParser):
    """Reads a document and its description from a form."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Context = None
    ) -> "DataAndFiles[Any, Any]":
        """Return the fields and the file; raises TooLargeError, and ParseError where there are too many fields."""
        _refuse_larger(parser_context, settings.LARGEST_DOCUMENT + LARGEST_DESCRIPTION)
        try:
            return super().parse(stream, media_type, parser_context)
        except RequestDataTooBig as error:
            raise TooLargeError("Send the document as a file, and less beside it.") from error
        except SuspiciousOperation as error:
            raise ParseError("The form has too many fields or files.") from error


def _refuse_larger(context: Context, most: int) -> None:
    sent = (context or {})["request"].META.get("CONTENT_LENGTH") or "0"
    if not sent.isdecimal() or int(sent) > most:
        raise TooLargeError(f"Send at most {most} bytes.")
