"""Nobody saves over what they have not read (RFC 9110, section 13.1.1)."""

import re

from django.db import models
from rest_framework.request import Request

from explorer.api.errors import UnconditionalError
from explorer.models.versions import latest_version

TAG = re.compile(r'(?:W/)?"v([0-9]{1,15})"')
NO_VERSION = -1


def tag_of(record: models.Model) -> str:
    """Return the tag of a record as it is stored: the number of its newest version."""
    return f'"v{latest_version(record)}"'


def version_read(request: Request, record: models.Model) -> int | None:
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
