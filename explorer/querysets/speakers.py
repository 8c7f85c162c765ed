"""Questions about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.coding.vocabulary import AppearanceRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Speaker


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Speakers."""

    def with_parts(self) -> Self:
        """Fetch what they did in which episode."""
        return self.prefetch_related("appearances__episode__series")

    def to_index(self) -> Self:
        """Fetch the other spellings of their names."""
        return self.prefetch_related("aliases").order_by("pk")

    def guests(self, also: Iterable[str] = ()) -> Self:
        """Keep those who were a guest somewhere, and those whose slugs are given."""
        is_guest = models.Q(appearances__role=AppearanceRole.GUEST)
        return self.filter(is_guest | models.Q(slug__in=list(also))).distinct()
