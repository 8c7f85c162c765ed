"""Questions about topics and contrasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models import Contrast, Speaker, Topic


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics."""

    def to_index(self) -> Self:
        """Take all of them: topics are public."""
        return self.order_by("pk")


class ContrastQuerySet(models.QuerySet["Contrast"]):
    """Contrasts."""

    def with_pair(self) -> Self:
        """Fetch the topic and both speakers."""
        return self.select_related("topic", "first", "second")

    def about(self, topic: Topic) -> Self:
        """Keep those on a topic."""
        return self.filter(topic=topic)

    def about_any(self, topics: Iterable[Topic]) -> Self:
        """Keep those on one of the topics."""
        return self.filter(topic__in=list(topics))

    def touching(self, speaker: Speaker) -> Self:
        """Keep those of which a speaker is one end."""
        return self.filter(models.Q(first=speaker) | models.Q(second=speaker))

    def between(self, speakers: Iterable[Speaker]) -> Self:
        """Keep those of which both ends are among the speakers."""
        people = list(speakers)
        return self.filter(first__in=people, second__in=people)
