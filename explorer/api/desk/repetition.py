"""Additions that a program names, so that it may send them again (draft-ietf-httpapi-idempotency-key-header-07)."""

import hashlib
import json
import re
from http import HTTPStatus
from typing import Any

from django.db import transaction
from rest_framework.mixins import CreateModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.desk.versions import make_tag
from explorer.api.errors import UnprocessableError
from explorer.models import KeptRequest

HEADER = "Idempotency-Key"
NAME = re.compile(r'"?([\x21\x23-\x7e]{1,255})"?')
ILL_NAMED = f"{HEADER} is 1 to 255 signs of ASCII without spaces and quotation marks, such as a UUID."
TAKEN = f"This {HEADER} was sent with something else within a day: give each addition one of its own."


class RepeatableMixin(CreateModelMixin):
    """A view whose additions, sent twice under one name, are made once and answered twice in the same words."""

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Add a record, or answer as before; raises UnprocessableError for a name that was given to something else."""
        name = read_name(request)
        if name is None:
            return super().create(request, *args, **kwargs)
        # What is refused is rolled back with its name, which may then be sent with something better.
        with transaction.atomic():
            KeptRequest.objects.expired().delete()
            token: Any = request.auth  # whose type the framework takes for its own
            digest = compute_digest(request)
            kept, is_new = KeptRequest.objects.get_or_create(token=token, name=name, defaults={"digest": digest})
            if not is_new:
                return _repeat(kept, digest)
            response = super().create(request, *args, **kwargs)
            tag = make_tag(self.record)  # type: ignore[attr-defined]  # of the view
            kept.answer, kept.headers = response.data, {"Location": response["Location"], "ETag": tag}
            kept.save(update_fields=["answer", "headers"])
        return response


def read_name(request: Request) -> str | None:
    """Return the name of a request, None where it has none; raises UnprocessableError for one that cannot be."""
    sent = request.headers.get(HEADER)
    if sent is None:
        return None
    found = NAME.fullmatch(sent.strip())
    if found is None:
        raise UnprocessableError(refusals=[{"parameter": HEADER, "detail": ILL_NAMED}])
    return found[1]


def compute_digest(request: Request) -> str:
    """Return the digest of what a request asks for: its address and the value of its body, however it is written."""
    body = json.dumps(request.data, sort_keys=True)
    return hashlib.sha256(f"{request.path}\n{body}".encode()).hexdigest()


def _repeat(kept: KeptRequest, digest: str) -> Response:
    if kept.digest != digest:
        raise UnprocessableError(refusals=[{"parameter": HEADER, "detail": TAKEN}])
    return Response(kept.answer, status=HTTPStatus.CREATED, headers=kept.headers)
