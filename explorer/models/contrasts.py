"""Contrasts between two speakers on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.coding.vocabulary import ContrastKind
from explorer.models.fields import Record, code_constraint, code_field
from explorer.models.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.speakers import Speaker
    from explorer.models.topics import Topic


class ContrastQuerySet(models.QuerySet["Contrast"]):
    """Chainable queries on contrasts."""

    def with_pair(self) -> Self:
        """Fetch the topic and both speakers."""
        return self.select_related("topic", "first", "second")

    def about(self, topic: Topic) -> Self:
        return self.filter(topic=topic)

    def about_any(self, topics: Iterable[Topic]) -> Self:
        return self.filter(topic__in=list(topics))

    def involving(self, speaker: Speaker) -> Self:
        """Keep contrasts of a speaker with anybody."""
        return self.filter(models.Q(first=speaker) | models.Q(second=speaker))

    def between(self, speakers: Iterable[Speaker]) -> Self:
        """Keep contrasts whose two speakers are both among the given ones."""
        people = list(speakers)
        return self.filter(first__in=people, second__in=people)


class Contrast(Record):
    """How two speakers differ on a topic, or agree on it; the pair is stored in the order of slugs."""

    topic = models.ForeignKey("explorer.Topic", on_delete=models.CASCADE, related_name="contrasts")
    first = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="+")
    kind = code_field(ContrastKind)
    reason = models.TextField()

    objects = ContrastQuerySet.as_manager()
    history = Versions()

    class Meta:
        ordering = ["topic", "first__slug", "second__slug"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "first", "second"], name="contrast_once_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="contrast_between_two",
                violation_error_message="A contrast is between two people: choose two different ones.",
            ),
            code_constraint("kind", ContrastKind, "contrast_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.get_kind_display()}"

    @property
    def is_agreement(self) -> bool:
        """Whether the two agree, if on different grounds, so that it counts under where they agree."""
        return self.kind == ContrastKind.SAME_VERDICT

    def clean(self) -> None:
        """Sort the pair by slug, so that the constraint refuses a second contrast of the same pair."""
        if self.first_id and self.second_id and self.first.slug > self.second.slug:
            self.first, self.second = self.second, self.first
