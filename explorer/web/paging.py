"""Lists a page at a time: the page that an address asks for, and its rows among all of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from explorer.text import replace_unprintable, shorten

PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class PageChoice:
    """The page of a list that an address asks for, from 1; ``unread`` is a value that is no number of a page."""

    number: int = 1
    unread: str = ""

    @classmethod
    def read(cls, query: QueryDict, name: str = "page") -> "PageChoice":
        """Read the parameter; the first page stands in for a value that cannot be read."""
        asked = query.get(name, "")
        if not asked or PAGE_NUMBER.fullmatch(asked):
            return cls(int(asked or 1))
        return cls(unread=shorten(replace_unprintable(asked), 40))


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Shown]):
    """The rows of one page; ``number`` counts pages from 1, ``total`` the rows on all of them.

    ``beyond`` is the page asked for where the list is shorter, so that its last one is shown; 0 where it is not.
    """

    rows: Sequence[Shown]
    number: int
    size: int
    total: int
    beyond: int = 0

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(-(-self.total // self.size), 1)

    @property
    def first(self) -> int:
        """The number of the first row of the page among all rows, from 1; 0 in an empty list."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last row of the page among all rows."""
        return min(self.number * self.size, self.total)

    @property
    def coming(self) -> int:
        """The number of rows on the next page."""
        return min(self.size, self.total - self.last)

    def holding(self, shown: Sequence[Other]) -> "ListPage[Other]":
        """Return the page with what is shown of each row in its place."""
        return ListPage(shown, self.number, self.size, self.total, self.beyond)


def turn_page(rows: QuerySet[Row], asked: PageChoice, size: int, total: int | None = None) -> ListPage[Row]:
    """Return a page of the rows; the last one where the page asked for lies beyond it.

    Costs two queries, one where the ``total`` of the rows is known.
    """
    return _cut_page(rows, rows.count() if total is None else total, asked, size)


def cut_page(rows: Sequence[Shown], asked: PageChoice, size: int) -> ListPage[Shown]:
    """Return a page of rows that are all at hand; the last one where the page asked for lies beyond it."""
    return _cut_page(rows, len(rows), asked, size)


def cut_rows(rows: QuerySet[Row], first: int, end: int) -> QuerySet[Row]:
    """Return the rows from a place to another; they are sorted without what is joined to them.

    A database sorts rows with all that is asked of them, of which most are not on the page.
    """
    if not rows.query.select_related:
        return rows[first:end]
    return rows.filter(pk__in=rows.select_related(None).values("pk")[first:end])


def _cut_page(rows: Sequence[Shown] | QuerySet[Any], total: int, asked: PageChoice, size: int) -> ListPage[Any]:
    number = min(asked.number, max(-(-total // size), 1))
    beyond = asked.number if asked.number > number else 0
    first, end = (number - 1) * size, number * size
    page = cut_rows(rows, first, end) if isinstance(rows, QuerySet) else rows[first:end]
    return ListPage(list(page), number, size, total, beyond)


def list_unread(asked: PageChoice, page: ListPage[Shown], name: str = "page") -> list[tuple[str, str]]:
    """Return the page that was asked for and is not there, as a pair of parameter and value."""
    value = asked.unread or (str(page.beyond) if page.beyond else "")
    return [(name, value)] if value else []


def add_page(address: str, number: int) -> str:
    """Return the address of a page of the same view; of the first page, the address unchanged."""
    if number == 1:
        return address
    return f"{address}{'&' if '?' in address else '?'}page={number}"
