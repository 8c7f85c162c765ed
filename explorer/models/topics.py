"""Topics: questions with two poles, and the points into which a question falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from explorer.coding.vocabulary import Pole
from explorer.models.addresses import build_address
from explorer.models.fields import Record, code_constraint, code_field
from explorer.models.versions import Versions
from explorer.models.visibility import PUBLIC
from explorer.models.word_search import build_word_condition

if TYPE_CHECKING:
    from collections.abc import Iterable


WORDED = ("question", "first_pole", "second_pole", "description")
"""The columns in which readers look for a topic."""


class TopicQuerySet(models.QuerySet["Topic"]):
    """Chainable queries on topics."""

    def to_index(self) -> Self:
        """Return all topics, since all are public, in a stable order."""
        return self.order_by("pk")

    def before(self, topic: Topic) -> Self:
        """Keep the topics before one in lists, the nearest first."""
        earlier = models.Q(ordinal__lt=topic.ordinal) | models.Q(ordinal=topic.ordinal, slug__lt=topic.slug)
        return self.filter(earlier).order_by("-ordinal", "-slug")

    def after(self, topic: Topic) -> Self:
        """Keep the topics after one in lists, the nearest first."""
        return self.filter(models.Q(ordinal__gt=topic.ordinal) | models.Q(ordinal=topic.ordinal, slug__gt=topic.slug))

    def with_tallies(self) -> Self:
        """Fetch what the guests' states on each topic come to."""
        return self.select_related("tally")

    def worded(self, words: Iterable[str]) -> Self:
        """Keep topics each of whose given words stands in the question, in a pole, or in the description."""
        found = self
        for word in words:
            found = found.filter(build_word_condition(self, word, WORDED))
        return found

    def with_points(self) -> Self:
        """Fetch the points."""
        return self.prefetch_related("points")


class Topic(Record):
    """A question with a scale from its first pole (−2) to its second (+2)."""

    slug = models.SlugField(max_length=100, unique=True)
    ordinal = models.PositiveIntegerField(default=0, help_text="Place in lists.")
    question = models.CharField(max_length=200)
    description = models.TextField()
    first_pole = models.CharField("first pole (−2)", max_length=200)
    second_pole = models.CharField("second pole (+2)", max_length=200)
    first_means = models.TextField("what the first pole means")
    middle_means = models.TextField("what the middle means", blank=True)
    second_means = models.TextField("what the second pole means")
    added = models.DateField(help_text="Sources read in full before this day count as not yet read for the topic.")

    objects = TopicQuerySet.as_manager()
    history = Versions(parts=("points",))

    class Meta:
        ordering = ["ordinal", "slug"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return build_address("topic-detail", self.slug)

    @property
    def poles(self) -> tuple[str, str]:
        """The names of the first and second pole."""
        return (self.first_pole, self.second_pole)


class PointQuerySet(models.QuerySet["Point"]):
    """Chainable queries on points."""

    def spoken_to(self, topic: Topic) -> Self:
        """Keep the points of a topic to which a published claim speaks."""
        return self.filter(topic=topic, claim_links__claim__status=PUBLIC).distinct()


class Point(Record):
    """A sub-question of a topic; claims of position belong to the points of their topics."""

    slug_scope = ("topic",)
    """The columns within which the slug is unique."""

    topic = models.ForeignKey("explorer.Topic", on_delete=models.CASCADE, related_name="points")
    slug = models.SlugField("id", max_length=100)
    ordinal = models.PositiveIntegerField(default=0, help_text="Place among the points of the topic.")
    question = models.CharField(max_length=90)
    pole = code_field(Pole, blank=True, help_text="For which a yes speaks, if it speaks for one.")

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["ordinal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "slug"], name="point_slug_once_in_a_topic"),
            code_constraint("pole", Pole, "point_pole_known", or_blank=True),
            models.CheckConstraint(condition=~models.Q(question=""), name="point_has_a_question"),
        ]

    def __str__(self) -> str:
        return self.question
