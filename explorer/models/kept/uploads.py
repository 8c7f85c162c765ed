"""What curators have uploaded and not yet confirmed, kept where every server of the site finds it."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone

KEPT_FOR = datetime.timedelta(days=1)
"""The time between an upload and its confirmation."""


class PendingUploadQuerySet(models.QuerySet["PendingUpload"]):
    """Chainable queries on pending uploads."""

    def named(self, name: str) -> Self:
        """Keep the upload that a checksum names, as long as it waits."""
        return self.filter(sha256=name, kept_at__gt=timezone.now() - KEPT_FOR)

    def expired(self) -> Self:
        return self.filter(kept_at__lte=timezone.now() - KEPT_FOR)

    def list_sizes(self, person: Any) -> list[tuple[int, int]]:
        """Return the key and the bytes of each upload of a person, the newest first."""
        own = self.filter(kept_by_id=person.pk).order_by("-kept_at", "-pk")
        return list(own.annotate(size=Length("content")).values_list("pk", "size"))


class PendingUpload(models.Model):
    """An uploaded document or archive between its preview and its confirmation, named by the checksum of its bytes."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField(db_index=True)

    objects = PendingUploadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256
