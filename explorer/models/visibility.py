"""Visibility of records with a status: only this module decides what readers may see."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models

from explorer.coding.vocabulary import Status
from explorer.models.fields import Record, code_field
from explorer.models.people import Person

Row = TypeVar("Row", bound=models.Model)

PUBLIC = Status.PUBLISHED
"""The only status that is shown to readers."""

CITABLE = {PUBLIC, Status.RETRACTED}
"""Statuses of records whose page can be reached: the record, or the notice that it was retracted."""


class PublishableQuerySet(models.QuerySet[Row]):
    """Chainable queries on records with a status."""

    def published(self) -> Self:
        """Keep records that readers may see."""
        return self.filter(status=PUBLIC)

    def with_status(self, status: Status) -> Self:
        return self.filter(status=status)

    def drafted_by(self, person: Person | None) -> Self:
        """Keep records that a person drafted; None stands for loaded records, which nobody drafted."""
        return self.filter(created_by=person)

    def sent_back(self) -> Self:
        """Keep drafts that a reviewer has sent back."""
        return self.with_status(Status.DRAFT).exclude(sent_back_because="")

    def not_own_of(self, person: Person) -> Self:
        """Keep records that a person neither drafted nor last changed, and may therefore publish."""
        return self.exclude(models.Q(created_by=person) | models.Q(edited_by=person))

    def citable(self) -> Self:
        """Keep published and retracted records; for the page of a single record, never for lists."""
        return self.filter(status__in=CITABLE)


def _person_field(help_text: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text=help_text,
    )


class Publishable(Record):
    """A record that is drafted, reviewed and published; readers see those that ``published()`` keeps."""

    status = code_field(
        Status, default=Status.DRAFT, db_index=True, help_text="Only published records are shown to readers."
    )
    created_by = _person_field("Whose draft it is; nobody's where it was loaded from a folder.")
    edited_by = _person_field("Who last changed what it says.")
    sent_back_because = models.TextField(
        "sent back because", blank=True, editable=False, help_text="What to mend before it is submitted again."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
