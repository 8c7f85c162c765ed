"""The one place that decides what readers may see."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from explorer.coding.vocabulary import Status

Row = TypeVar("Row", bound=models.Model)
Person = Any
"""A user, whatever the model of users."""

PUBLIC = Status.PUBLISHED
"""The only status that is shown to readers."""

CITABLE = {PUBLIC, Status.RETRACTED}
"""What an address that was once public may still lead to: the record, or the notice that it was withdrawn."""


class PublishableQuerySet(models.QuerySet[Row]):
    """Rows with a status."""

    def published(self) -> Self:
        """Keep what readers may see."""
        return self.filter(status=PUBLIC)

    def with_status(self, status: Status) -> Self:
        """Keep those in one status."""
        return self.filter(status=status)

    def drafted_by(self, person: Person | None) -> Self:
        """Keep those that a person drafted; nobody drafted those that were loaded."""
        return self.filter(created_by=person)

    def sent_back(self) -> Self:
        """Keep drafts that a reviewer sent back."""
        return self.with_status(Status.DRAFT).exclude(sent_back_because="")

    def not_own_of(self, person: Person) -> Self:
        """Keep those that a person neither drafted nor last changed, and may therefore publish."""
        return self.exclude(models.Q(created_by=person) | models.Q(edited_by=person))

    def citable(self) -> Self:
        """Keep what readers may see or may be told of as withdrawn; for single addresses, never for lists."""
        return self.filter(status__in=CITABLE)
