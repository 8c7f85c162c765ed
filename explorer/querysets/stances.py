"""Questions about stances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.querysets.publication import PublishableQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Claim, Episode, Speaker, Stance, Topic


class StanceQuerySet(PublishableQuerySet["Stance"]):
    """Stances."""

    def about(self, topics: Iterable[Topic]) -> Self:
        """Keep those on the given topics."""
        return self.filter(topic__in=list(topics))

    def held_by(self, speaker: Speaker) -> Self:
        """Keep those of one speaker."""
        return self.filter(speaker=speaker)

    def topics_by_speaker(self) -> dict[int, int]:
        """Return on how many topics there is a stance, by speaker's key."""
        counted = self.order_by().values_list("speaker").annotate(models.Count("topic", distinct=True))
        return dict(counted)

    def in_episode(self, episode: Episode) -> Self:
        """Keep those of one episode."""
        return self.filter(episode=episode)

    def beside(self, claims: Iterable[Claim]) -> Self:
        """Keep those of the holder and the episode of any of the claims: they may rest on it."""
        pairs = models.Q()
        for speaker, episode in {(claim.speaker_id, claim.episode_id) for claim in claims}:
            pairs |= models.Q(speaker=speaker, episode=episode)
        return self.filter(pairs) if pairs else self.none()

    def for_desk(self) -> Self:
        """Fetch what names a stance to a curator, and whose it is."""
        return self.with_context().select_related("created_by", "edited_by")

    def with_context(self) -> Self:
        """Fetch speaker, topic and episode."""
        return self.select_related("speaker", "topic", "episode__series")
