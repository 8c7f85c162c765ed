"""Which claims reviewers have seen with their words before them, and in which form."""

from typing import Any, Self

from django.conf import settings
from django.db import models


class SeenClaimQuerySet(models.QuerySet["SeenClaim"]):
    """Chainable queries on what was seen."""

    def by(self, person: Any) -> Self:
        return self.filter(person_id=person.pk)


class SeenClaim(models.Model):
    """A claim as an account has seen it last, by the checksum of what it said; no record that readers see."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey("explorer.Claim", on_delete=models.CASCADE, related_name="sightings")
    checksum = models.CharField(max_length=64)
    seen_at = models.DateTimeField(auto_now=True)

    objects = SeenClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "claim"], name="claim_seen_once_per_person")]

    def __str__(self) -> str:
        return f"{self.claim}, seen by {self.person}"
