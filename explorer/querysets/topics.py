"""Questions about topics and contrasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from explorer.models import Contrast, Topic


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics."""


class ContrastQuerySet(models.QuerySet["Contrast"]):
    """Contrasts."""

    def with_pair(self) -> Self:
        """Fetch the topic and both speakers."""
        return self.select_related("topic", "first", "second")

    def about(self, topic: Topic) -> Self:
        """Keep those on a topic."""
        return self.filter(topic=topic)
