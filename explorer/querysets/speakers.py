"""Questions about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models

from explorer.coding.vocabulary import AppearanceRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Speaker, Topic
    from explorer.querysets.claims import ClaimQuerySet

IS_GUEST = models.Q(appearances__role=AppearanceRole.GUEST)


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
        return self.filter(IS_GUEST | models.Q(slug__in=list(also))).distinct()

    def heard_on(self, topic: Topic, also: Iterable[str] = ()) -> Self:
        """Keep guests, those whose slugs are given, and all who say something public on a topic in their own name."""
        claims: ClaimQuerySet = apps.get_model("explorer", "Claim").objects.all()
        heard = models.Q(pk__in=claims.published().about([topic]).in_own_name().order_by().values("speaker"))
        return self.filter(IS_GUEST | heard | models.Q(slug__in=list(also))).distinct()
