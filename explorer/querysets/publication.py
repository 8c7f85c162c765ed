"""The one place that decides what readers may see."""

from typing import Self, TypeVar

from django.db import models

from explorer.coding.vocabulary import Status

Row = TypeVar("Row", bound=models.Model)

PUBLIC = Status.PUBLISHED
"""The only status that is shown to readers."""


class PublishableQuerySet(models.QuerySet[Row]):
    """Rows with a status."""

    def published(self) -> Self:
        """Keep what readers may see."""
        return self.filter(status=PUBLIC)
