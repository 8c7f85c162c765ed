"""Questions about conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from explorer.models import Episode, Speaker
    from explorer.querysets.sources import SourceQuerySet


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Episodes."""

    def with_people(self) -> Self:
        """Fetch the series and who took part."""
        return self.select_related("series").prefetch_related("appearances__speaker")

    def to_index(self) -> Self:
        """Fetch the series and the names of who took part."""
        return self.select_related("series").prefetch_related("appearances__speaker__aliases").order_by("pk")

    def with_part_of(self, speaker: Speaker) -> Self:
        """Keep those in which a person took part."""
        return self.filter(appearances__speaker=speaker)

    def with_sources(self) -> Self:
        """Fetch the documents held, without their texts."""
        sources: SourceQuerySet = apps.get_model("explorer", "Source").objects.all()
        return self.prefetch_related(models.Prefetch("sources", queryset=sources.without_text()))
