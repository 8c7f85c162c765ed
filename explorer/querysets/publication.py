"""The one place that decides what readers may see."""

from typing import Self, TypeVar

from django.db import models

from explorer.coding.vocabulary import Status

Row = TypeVar("Row", bound=models.Model)

PUBLIC = Status.PUBLISHED
"""The only status that is shown to readers."""

CITABLE = {PUBLIC, Status.RETRACTED}
"""What an address that was once public may still lead to: the record, or the notice that it was withdrawn."""


class PublishableQuerySet(models.QuerySet[Row]):
    """Rows with a status."""

    def published(self) -> Self:
        """Keep what readers may see."""
        return self.filter(status=PUBLIC)

    def citable(self) -> Self:
        """Keep what readers may see or may be told of as withdrawn; for single addresses, never for lists."""
        return self.filter(status__in=CITABLE)
