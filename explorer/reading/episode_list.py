"""The list of episodes: what a reader asks of it, and a page of it by year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self

from django.http import QueryDict

from explorer.models import Episode
from explorer.models.episodes import EpisodeOrder
from explorer.text import shorten
from explorer.web.paging import ListPage, PageChoice, turn_page
from explorer.web.query import OneOf, read_text, write_query

MOST_LISTED = 20
"""The largest number of episodes on a page."""

UNDATED = "undated"
"""What addresses call the episodes without a date in the place of a year."""


@dataclass(frozen=True, slots=True)
class EpisodeFilter:
    """The address of the list of episodes: ``?q=ada&series=talks&year=2019&sort=oldest&page=2``."""

    text: str
    series: str
    year: str
    order: OneOf
    page: PageChoice

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the address."""
        orders = {order.value for order in EpisodeOrder}
        return cls(
            read_text(query),
            read_text(query, "series"),
            read_text(query, "year"),
            OneOf.read(query, "sort", orders, EpisodeOrder.NEWEST),
            PageChoice.read(query),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asks for less than all episodes."""
        return bool(self.text or self.series or self.year)

    @property
    def query_string(self) -> str:
        """The shortest query that gives this view."""
        order = "" if self.order.value == EpisodeOrder.NEWEST else self.order.value
        page = str(self.page.number) if self.page.number > 1 else ""
        said = [("q", self.text), ("series", self.series), ("year", self.year), ("sort", order), ("page", page)]
        return write_query(said)

    def turned(self, number: int) -> Self:
        """Return another page of the same."""
        return replace(self, page=PageChoice(number))

    def of_year(self, year: str) -> Self:
        """Return the first page of a year, of all years for an empty one."""
        return replace(self, year=year, page=PageChoice())


@dataclass(frozen=True, slots=True)
class EpisodeSeries:
    """A series that can be chosen, as addresses name it, with the number of its episodes."""

    slug: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class EpisodeYear:
    """A year that can be chosen, as addresses name it, with the number of episodes asked for whatever year."""

    year: str
    number: int


@dataclass(frozen=True, slots=True)
class EpisodeList:
    """A page of the episodes asked for; ``total`` counts all episodes, ``unknown`` is what no episode has."""

    page: ListPage[Episode]
    total: int
    series: Sequence[EpisodeSeries]
    years: Sequence[EpisodeYear]
    is_by_day: bool
    unknown: Sequence[tuple[str, str]]

    @property
    def is_long(self) -> bool:
        """Whether there are more episodes than a page holds."""
        return self.total > self.page.size

    @property
    def groups(self) -> list[tuple[str, list[Episode]]]:
        """The episodes of the page by year, under one empty heading where they are few or sorted otherwise."""
        if not (self.is_by_day and self.is_long):
            return [("", list(self.page.rows))] if self.page.rows else []
        by_year = groupby(self.page.rows, key=lambda episode: name_year(episode.date.year if episode.date else None))
        return [(year, list(episodes)) for year, episodes in by_year]


def name_year(year: int | None) -> str:
    """Return what addresses call a year, or the lack of a date."""
    return UNDATED if year is None else str(year)


def list_episodes(asked: EpisodeFilter) -> EpisodeList:
    """Return the episodes that a reader asks for; costs eight queries, however many episodes there are."""
    series = [EpisodeSeries(*row) for row in Episode.objects.count_by_series()]
    wanted, unknown = Episode.objects.named(asked.text), []
    if asked.series in {known.slug for known in series}:
        wanted = wanted.in_series(asked.series)
    elif asked.series:
        unknown.append(("series", shorten(asked.series, 40)))
    years = {name_year(year): (year, number) for year, number in wanted.count_by_year()}
    if asked.year in years:
        wanted = wanted.of_year(years[asked.year][0])
    elif asked.year:
        unknown.append(("year", shorten(asked.year, 40)))
    order = EpisodeOrder(asked.order.value)
    return EpisodeList(
        turn_page(wanted.with_people().with_sources().sorted_by(order), asked.page, MOST_LISTED),
        Episode.objects.count(),
        series,
        [EpisodeYear(name, number) for name, (_, number) in years.items()],
        order != EpisodeOrder.TITLE,
        [*unknown, *([("sort", asked.order.unread)] if asked.order.unread else [])],
    )
