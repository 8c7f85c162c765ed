"""The kinds of difference that two speakers have on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.coding.vocabulary import ContrastKind
from explorer.models.fields import Record, code_field, one_of
from explorer.models.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.speakers import Speaker
    from explorer.models.topics import Topic


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


class Contrast(Record):
    """What kind of difference two speakers have on a topic; the pair is kept in the order of their slugs."""

    topic = models.ForeignKey("explorer.Topic", on_delete=models.CASCADE, related_name="contrasts")
    first = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    kind = code_field(ContrastKind)
    reason = models.TextField()

    objects = ContrastQuerySet.as_manager()
    history = Versions()

    class Meta:
        """By topic, then by pair."""

        ordering = ["topic", "first__slug", "second__slug"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "first", "second"], name="contrast_once_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="contrast_between_two",
                violation_error_message="A contrast is between two people: choose two different ones.",
            ),
            one_of("kind", ContrastKind, "contrast_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.get_kind_display()}"

    def clean(self) -> None:
        """Put the pair in the order of their slugs, so that it can be stored only once."""
        if self.first_id and self.second_id and self.first.slug > self.second.slug:
            self.first, self.second = self.second, self.first
