"""Uploaded documents, kept for a day between preview and import under their SHA-256."""

import hashlib

from django.db import transaction
from django.utils import timezone

from explorer.documents.virus_scan import refuse_infected
from explorer.errors import ExplorerError
from explorer.models import PendingUpload
from explorer.models.people import Person

QUOTA = 200_000_000
"""The bytes that one person's uploads may have together; for a new one their oldest make room."""


def keep_upload(raw: bytes, *, by: Person) -> str:
    """Keep a document and return its SHA-256, by which it is read; remove the uploads that are too old.

    Raises what ``refuse_infected`` raises.
    """
    refuse_infected(raw)
    name = hashlib.sha256(raw).hexdigest()
    with transaction.atomic():
        PendingUpload.objects.expired().delete()
        kept = {"content": raw, "kept_by_id": by.pk, "kept_at": timezone.now()}
        PendingUpload.objects.update_or_create(sha256=name, defaults=kept)
        _make_room(by)
    return name


def read_upload(name: str) -> bytes:
    """Return a kept document; raises ExplorerError where it is gone or was altered."""
    raw = PendingUpload.objects.named(name).values_list("content", flat=True).first()
    if raw is None or hashlib.sha256(raw).hexdigest() != name:
        raise ExplorerError("the document is no longer kept; an upload waits for a day, so give it again")
    return bytes(raw)


def discard_upload(name: str) -> None:
    """Remove a kept document."""
    PendingUpload.objects.filter(sha256=name).delete()


def _make_room(person: Person) -> None:
    """Remove a person's oldest uploads beyond their quota."""
    held, beyond = 0, []
    for key, size in PendingUpload.objects.list_sizes(person):
        held += size
        if held > QUOTA:
            beyond.append(key)
    PendingUpload.objects.filter(pk__in=beyond).delete()
