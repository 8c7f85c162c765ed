"""Nobody saves over what they have not read (RFC 9110, section 13.1.1)."""

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
    """A view of one record at a time, whose answers carry its tag and whose changes ask for it back.

    ``record`` is the one that the answer shows, as it is stored; ``version`` is the one of it that the client has read,
    None where any will do.
    """

    record: models.Model | None = None
    version: int | None = None

    def get_object(self) -> Any:
        """Return the record that the address names; raises UnconditionalError where a change is based on nothing."""
        record = super().get_object()
        if self.request.method not in SAFE_METHODS:
            self.version = read_version(self.request, record)
        self.record = record
        return record

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Give an answer that shows a record the tag of its newest version."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.record is not None and answer.data is not None and not answer.exception:
            answer["ETag"] = make_tag(self.record)
        return answer


def make_tag(record: models.Model) -> str:
    """Return the tag of a record as it is stored: the number of its newest version."""
    return f'"v{latest_version(record)}"'


def read_version(request: Request, record: models.Model) -> int | None:
    """Return the version that the client has read, None where any will do; raises UnconditionalError.

    A tag is taken for itself where it comes back as a weak one: compressing an answer makes it that on the way.
    """
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise UnconditionalError
    if sent == "*":
        return None
    read = {int(number) for number in TAG.findall(sent)}
    newest = latest_version(record)
    return newest if newest in read else NO_VERSION
