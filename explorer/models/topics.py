"""Topics: questions with two poles, and the points into which a question falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lag, Lead, RowNumber

from explorer.coding.vocabulary import Pole
from explorer.corpus_format.themes import LONGEST_THEME, find_theme_fault, make_theme_slug
from explorer.models.addresses import build_address
from explorer.models.fields import Record, code_constraint, code_field
from explorer.models.queries.prepared import prepared
from explorer.models.queries.word_search import build_word_condition
from explorer.models.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable


WORDED = ("question", "first_pole", "second_pole", "description")
"""The columns in which readers look for a topic."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The topics that share a label, or those without one, whose label is empty.

    ``number`` counts those asked for, ``total`` all of them.
    """

    label: str
    number: int
    total: int

    @property
    def slug(self) -> str:
        """The name of the theme in addresses."""
        return make_theme_slug(self.label)


def check_theme(label: str) -> None:
    """Refuse a label that cannot name a theme in addresses."""
    if fault := find_theme_fault(label):
        raise ValidationError(f"{fault[0].upper()}{fault[1:]}.")


class TopicQuerySet(models.QuerySet["Topic"]):
    """Chainable queries on topics."""

    def to_index(self) -> Self:
        """Return all topics, since all are public, in a stable order."""
        return self.order_by("pk")

    def around(self, slug: str) -> Self:
        """Keep the topic of a slug, and those before and after it in lists.

        Annotates each with ``number``, which it has in lists, from 1, and with ``total``, how many there are.
        """
        order = ["ordinal", "slug"]
        numbered: Any = self.annotate(
            number=models.Window(RowNumber(), order_by=order),
            total=models.Window(models.Count("pk")),
            slug_before=models.Window(Lag("slug"), order_by=order),
            slug_after=models.Window(Lead("slug"), order_by=order),
        )
        here = models.Q(slug=slug) | models.Q(slug_before=slug) | models.Q(slug_after=slug)
        return numbered.filter(here).order_by(*order)  # type: ignore[no-any-return]

    def with_tallies(self) -> Self:
        """Fetch what the guests' states on each topic come to."""
        return self.select_related("tally")

    def worded(self, words: Iterable[str]) -> Self:
        """Keep topics each of whose given words stands in the question, in a pole, or in the description."""
        found = self
        for word in words:
            found = found.filter(build_word_condition(self, word, WORDED))
        return found

    def on_theme(self, theme: Theme) -> Self:
        """Keep the topics of a theme."""
        return self.filter(theme=theme.label)

    def by_theme(self) -> Self:
        """Sort by theme, each theme where its first topic stands in lists; topics without one come last."""
        shared = Topic.objects.filter(theme=models.OuterRef("theme")).order_by().values("theme")
        first = models.Subquery(shared.annotate(first=models.Min("ordinal")).values("first"))
        is_bare = models.Case(models.When(theme="", then=1), default=0)
        return self.order_by(is_bare, first, "theme", "ordinal", "slug")

    def count_by_theme(self) -> list[Theme]:
        """Return every theme in the order of `by_theme` with the number of these topics; costs one query."""
        these = models.Q(pk__in=self.order_by().values("pk"))
        rows = Topic.objects.order_by().values("theme").annotate(first=models.Min("ordinal"))
        counted = rows.annotate(number=models.Count("pk", filter=these), total=models.Count("pk"))
        themes = [Theme(row["theme"], row["number"], row["total"]) for row in counted.order_by("first", "theme")]
        return sorted(themes, key=lambda theme: not theme.label)

    def find_spelling(self, theme: str) -> str | None:
        """Return how one of these topics writes a theme that is the same but for its spelling, None where none does."""
        slug = make_theme_slug(theme)
        labels = self.exclude(theme__in=["", theme]).order_by("theme").values_list("theme", flat=True).distinct()
        return next((label for label in labels if make_theme_slug(label) == slug), None)

    def with_points(self) -> Self:
        """Fetch the points."""
        return self.prefetch_related("points")


@prepared
def fetch_around(*, slug: str) -> models.QuerySet[Topic]:
    """Return the topic of a slug between its neighbours in lists, with their numbers; costs one query."""
    return Topic.objects.around(slug)


class Topic(Record):
    """A question with a scale from its first pole (−2) to its second (+2)."""

    slug = models.SlugField(max_length=100, unique=True)
    ordinal = models.PositiveIntegerField(default=0, help_text="Place in lists.")
    question = models.CharField(max_length=200)
    theme = models.CharField(
        max_length=LONGEST_THEME,
        blank=True,
        validators=[check_theme],
        help_text="What the question is about, in the words of those beside it: lists are grouped by it.",
    )
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
        indexes = [models.Index(fields=["theme", "ordinal"], name="topic_by_theme")]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """Refuse a theme that other topics write in another way."""
        if self.theme and (other := Topic.objects.exclude(pk=self.pk).find_spelling(self.theme)):
            raise ValidationError({"theme": f"Other questions write this theme “{other}”; write it like them."})

    @property
    def theme_slug(self) -> str:
        """The name of the theme in addresses, empty without a theme."""
        return make_theme_slug(self.theme)

    def get_absolute_url(self) -> str:
        return build_address("topic-detail", self.slug)

    @property
    def poles(self) -> tuple[str, str]:
        """The names of the first and second pole."""
        return (self.first_pole, self.second_pole)


class PointQuerySet(models.QuerySet["Point"]):
    """Chainable queries on points."""

    def spoken_to(self, topic: int) -> Self:
        """Keep the points of the topic with a key to which a published claim speaks."""
        links: Any = apps.get_model("explorer", "ClaimTopic").objects
        spoken = links.published().filter(point=models.OuterRef("pk"))
        return self.filter(models.Exists(spoken), topic=topic)


@prepared
def fetch_spoken_points(*, topic: int) -> models.QuerySet[Point]:
    """Return the points of the topic with a key to which a published claim speaks; costs one query."""
    return Point.objects.spoken_to(topic)


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
