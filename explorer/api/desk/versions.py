"""Conditional changes, so that nobody overwrites a version that they have not read (RFC 9110, section 13.1.1)."""

import re
from typing import Any

from django.db import models
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.errors import UnconditionalError
from explorer.models.versions import latest_version

TAG = re.compile(r'(?:W/)?"v([0-9]{1,15})"')
NO_VERSION = -1


class VersionMixin(GenericAPIView[Any]):
    """A view of one record: its answers carry the record's tag, and its changes require the tag back.

    ``record`` is the record that the answer shows, as it is stored; ``version`` is the version of it that the client
    has read, None where the client accepts any.
    """

    record: models.Model | None = None
    version: int | None = None

    def get_object(self) -> Any:  # noqa: ANN401  (a record)
        """Return the record of the address; raises UnconditionalError where a change sends no tag."""
        record = super().get_object()
        if self.request.method not in SAFE_METHODS:
            self.version = read_version(self.request, record)
        self.record = record
        return record

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401  (its base's signature)
        """Return the answer, with the tag of the newest version where it shows a record."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.record is not None and answer.data is not None and not answer.exception:
            answer["ETag"] = make_tag(self.record)
        return answer


def make_tag(record: models.Model) -> str:
    """Return the tag of a record as it is stored, which is the number of its newest version."""
    return f'"v{latest_version(record)}"'


def read_version(request: Request, record: models.Model) -> int | None:
    """Return the version that the client has read, None where it accepts any; raises UnconditionalError.

    A weak tag counts as the strong one: whatever compresses an answer on its way weakens the tag.
    """
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise UnconditionalError
    if sent == "*":
        return None
    read = {int(number) for number in TAG.findall(sent)}
    newest = latest_version(record)
    return newest if newest in read else NO_VERSION
