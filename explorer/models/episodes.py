"""Series, episodes, and the people who took part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import ExtractYear, Lower

from explorer.coding.vocabulary import AppearanceRole, Code
from explorer.models.addresses import build_address
from explorer.models.fields import ListField, Record, code_constraint, code_field
from explorer.models.queries.word_search import build_word_condition
from explorer.models.versions import Versions
from explorer.recordings import Recording, spotify, youtube

if TYPE_CHECKING:
    from collections.abc import Collection

    from explorer.models.speakers import Speaker


def check_links(value: object) -> None:
    """Refuse anything but a list of ``{"title", "url"}`` with http(s) addresses, which pages print as links."""
    # A value that is no list is refused like a list with a wrong item.
    links = value if isinstance(value, list) else [None]
    for link in links:
        if not isinstance(link, dict) or set(link) != {"title", "url"} or not link["title"]:
            raise ValidationError('Write a list of {"title": "…", "url": "https://…"}.')
        URLValidator(schemes=["http", "https"])(link["url"])


class Series(Record):
    """A podcast or another run of episodes."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    url = models.URLField("address", max_length=500, blank=True)

    history = Versions()

    class Meta:
        ordering = ["title", "slug"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class EpisodeOrder(Code):
    """The orders of the list of episodes."""

    NEWEST = "newest", "Newest first"
    OLDEST = "oldest", "Oldest first"
    TITLE = "title", "A to Z"


ORDERINGS: dict[EpisodeOrder, list[Any]] = {
    EpisodeOrder.NEWEST: [models.F("date").desc(nulls_last=True)],
    EpisodeOrder.OLDEST: [models.F("date").asc(nulls_last=True)],
    EpisodeOrder.TITLE: [Lower("title")],
}


def name_shortly(title: str, series: str | None, number: int | None) -> str:
    """Return the title of an episode's series with its number, if it has one; its own title without a series."""
    if series is None:
        return title
    return series if number is None else f"{series} #{number}"


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Chainable queries on episodes."""

    def with_people(self) -> Self:
        """Fetch the series and the people who took part."""
        return self.select_related("series").prefetch_related("appearances__speaker")

    def to_index(self) -> Self:
        """Fetch what the search index needs of an episode: the series, and the people's names and aliases."""
        return self.select_related("series").prefetch_related("appearances__speaker__aliases").order_by("pk")

    def featuring(self, speaker: Speaker) -> Self:
        """Keep episodes in which a person took part."""
        return self.filter(appearances__speaker=speaker)

    def named(self, text: str) -> Self:
        """Keep episodes in whose title, series or people each word of a text occurs."""
        kept = self
        columns_of_many = ["speakers__name", "speakers__aliases__name"]
        for word in text.split():
            kept = kept.filter(build_word_condition(self, word, ["title", "slug", "series__title"], columns_of_many))
        return kept

    def in_series(self, slug: str) -> Self:
        return self.filter(series__slug=slug)

    def of_year(self, year: int | None) -> Self:
        """Keep episodes of a year; of none, those without a date."""
        return self.filter(date__isnull=True) if year is None else self.filter(date__year=year)

    def sorted_by(self, order: EpisodeOrder) -> Self:
        """Order by day or by title; undated ones come last."""
        return self.order_by(*ORDERINGS[order], "slug")

    def count_by_series(self) -> list[tuple[str, str, int]]:
        """Return slug and title of each series with the number of episodes, in the order of titles."""
        named = self.filter(series__isnull=False).order_by("series__title", "series__slug")
        return list(named.values_list("series__slug", "series__title").annotate(models.Count("pk")))

    def count_by_year(self) -> list[tuple[int | None, int]]:
        """Return the years with the number of episodes, the newest first; None stands for those without a date."""
        by_year = self.annotate(year=ExtractYear("date")).order_by(models.F("year").desc(nulls_last=True))
        return list(by_year.values_list("year").annotate(models.Count("pk")))

    def list_names(self) -> list[tuple[str, str, str]]:
        """Return slug, short title and title of each, without making records of them; costs one query."""
        rows = self.values_list("slug", "title", "series__title", "number")
        return [(slug, name_shortly(title, series, number), title) for slug, title, series, number in rows]

    def with_words_of(self, speaker: Speaker, also: Collection[int] = ()) -> Self:
        """Keep episodes whose documents label a person as speaking, and the episodes with the keys in ``also``."""
        labelled = models.Q(sources__passages__speaker=speaker)
        return self.filter(labelled | models.Q(pk__in=also)).select_related("series").distinct()

    def with_sources(self) -> Self:
        """Fetch the sources, without their bytes and texts."""
        sources: Any = apps.get_model("explorer", "Source").objects.all()
        return self.prefetch_related(models.Prefetch("sources", queryset=sources.without_text()))


class Episode(Record):
    """One conversation; an episode without a date is undated, never current."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    series = models.ForeignKey(
        "explorer.Series", on_delete=models.PROTECT, null=True, blank=True, related_name="episodes"
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    date = models.DateField(null=True, blank=True, help_text="The day it was published. Leave empty where unknown.")
    youtube_id = models.CharField("YouTube id", max_length=20, blank=True)
    spotify_id = models.CharField("Spotify id", max_length=30, blank=True)
    links = ListField(
        default=list, blank=True, validators=[check_links], help_text='A list of {"title": "…", "url": "https://…"}.'
    )
    speakers = models.ManyToManyField("explorer.Speaker", through="explorer.Appearance", related_name="episodes")

    objects = EpisodeQuerySet.as_manager()
    history = Versions(parts=("appearances", "labels"))

    class Meta:
        ordering = [models.F("date").desc(nulls_last=True), "slug"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="episode_number_once_in_its_series"),
        ]

    def __str__(self) -> str:
        return self.short_title

    def get_absolute_url(self) -> str:
        return build_address("episode-detail", self.slug)

    def has_part(self, speaker: Speaker) -> bool:
        """Return whether a person took part in the episode or wrote one of its documents."""
        if self.appearances.filter(speaker=speaker).exists():
            return True
        return self.sources.filter(writer__in=speaker.names).exists()

    @property
    def recordings(self) -> list[Recording]:
        """The recordings that can be watched or heard."""
        return [
            *([youtube(self.youtube_id)] if self.youtube_id else []),
            *([spotify(self.spotify_id)] if self.spotify_id else []),
        ]

    @property
    def short_title(self) -> str:
        """The series with the number, if there is one: ``Lex Fridman Podcast #4``; the title if there is no series."""
        return name_shortly(self.title, self.series.title if self.series else None, self.number)


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    """Chainable queries on the parts of speakers in episodes."""

    def as_guest_first(self) -> Self:
        """Order by role, guests first, then by the episode's day, the newest first."""
        return self.order_by("role", models.F("episode__date").desc(nulls_last=True), "pk")

    def newest_of(self, speaker: Speaker) -> Self:
        """Keep a speaker's, with episode and series, the newest first."""
        mine = self.filter(speaker=speaker).select_related("episode__series")
        return mine.order_by(models.F("episode__date").desc(nulls_last=True), "episode__slug")


class Appearance(Record):
    """A speaker's part in an episode."""

    episode = models.ForeignKey("explorer.Episode", on_delete=models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey("explorer.Speaker", on_delete=models.PROTECT, related_name="appearances")
    role = code_field(AppearanceRole)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]  # guests come before hosts: their codes sort in this order
        constraints = [
            models.UniqueConstraint(fields=["episode", "speaker"], name="appearance_once_per_episode"),
            code_constraint("role", AppearanceRole, "appearance_role_known"),
        ]
        indexes = [models.Index(fields=["speaker", "role"], name="appearance_by_part")]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.get_role_display().lower()}"


class SpeakerLabel(Record):
    """The label under which a speaker's words stand in an episode's documents."""

    episode = models.ForeignKey("explorer.Episode", on_delete=models.CASCADE, related_name="labels")
    label = models.CharField(max_length=200)
    speaker = models.ForeignKey("explorer.Speaker", on_delete=models.PROTECT, related_name="labels")

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["episode", "label"], name="label_once_per_episode")]

    def __str__(self) -> str:
        return f"{self.label}: {self.speaker}"
