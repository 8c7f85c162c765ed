"""Requests that programs named, with their answers, so that the same one sent again adds nothing."""

import datetime
from typing import Self

from django.db import models
from django.utils import timezone

KEPT_FOR = datetime.timedelta(days=1)
"""The time for which an answer is kept."""

LONGEST_NAME = 255


class KeptRequestQuerySet(models.QuerySet["KeptRequest"]):
    """Chainable queries on kept requests."""

    def expired(self) -> Self:
        return self.filter(sent_at__lt=timezone.now() - KEPT_FOR)


class KeptRequest(models.Model):
    """A request under the name that its token gave it: the digest of what was sent, and the answer to it."""

    token = models.ForeignKey("explorer.Token", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    headers = models.JSONField(default=dict)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = KeptRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["token", "name"], name="request_named_once_per_token")]

    def __str__(self) -> str:
        return self.name
