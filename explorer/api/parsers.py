"""What programs send, read as far as it is not too much."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

from explorer.api.errors import TooLargeError

LARGEST_RECORD = 1_000_000
"""How many bytes of JSON are read: a claim with all its quotations has some thousands."""

LARGEST_DESCRIPTION = 100_000
"""How many bytes may come with a document that is imported."""

Context = Mapping[str, Any] | None


class Utf8JsonParser(JSONParser):
    """JSON, which is UTF-8 whatever the request says of it (RFC 8259, section 8.1)."""

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Context = None) -> Any:
        """Return the value that was sent."""
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
    """A document with what is said of it, as a form sends them."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Context = None
    ) -> "DataAndFiles[Any, Any]":
        """Return the fields and the file."""
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
