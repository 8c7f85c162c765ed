"""Speakers: guests, hosts, authors of notes, and people whose views are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.urls import reverse

from explorer.coding.vocabulary import AppearanceRole
from explorer.models.fields import Record
from explorer.models.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.models.topics import Topic


IS_GUEST = models.Q(appearances__role=AppearanceRole.GUEST)


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Chainable queries on speakers."""

    def with_appearances(self) -> Self:
        """Fetch their appearances with episode and series."""
        return self.prefetch_related("appearances__episode__series")

    def with_voice(self) -> Self:
        """Annotate ``is_labelled``: whether a document labels them as speaking."""
        passages: Any = apps.get_model("explorer", "Passage").objects.all()
        return self.annotate(is_labelled=models.Exists(passages.filter(speaker=models.OuterRef("pk"))))

    def to_index(self) -> Self:
        """Fetch the texts of a speaker's document in the index: the aliases."""
        return self.prefetch_related("aliases").order_by("pk")

    def guests(self, also: Iterable[str] = ()) -> Self:
        """Keep guests of any episode, and speakers with the given slugs."""
        return self.filter(IS_GUEST | models.Q(slug__in=list(also))).distinct()

    def heard_on(self, topic: Topic, also: Iterable[str] = ()) -> Self:
        """Keep guests, speakers with the given slugs, and holders of direct, published claims on a topic."""
        claims: Any = apps.get_model("explorer", "Claim").objects.all()
        heard = models.Q(pk__in=claims.published().about([topic]).in_own_name().order_by().values("speaker"))
        return self.filter(IS_GUEST | heard | models.Q(slug__in=list(also))).distinct()


class Speaker(Record):
    """A person who holds or asserts views."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    url = models.URLField("address", max_length=500, blank=True)

    objects = SpeakerQuerySet.as_manager()
    history = Versions(parts=("aliases",))

    class Meta:
        ordering = ["name", "slug"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="speaker_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker-detail", args=[self.slug])

    @property
    def names(self) -> list[str]:
        """The name and its other spellings; one query unless the aliases are prefetched."""
        return [self.name, *(alias.name for alias in self.aliases.all())]

    @property
    def short_name(self) -> str:
        """The last word of the name, where there is little room."""
        return self.name.split()[-1]

    @property
    def initials(self) -> str:
        """The first letters of the first and last words of the name."""
        words = self.name.split()
        return words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]


class SpeakerAlias(Record):
    """Another spelling of a speaker's name, as documents and transcripts print it."""

    speaker = models.ForeignKey("explorer.Speaker", on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name = "alias"
        verbose_name_plural = "aliases"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
