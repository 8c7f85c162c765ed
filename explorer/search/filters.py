"""What a reader searches for, and what they narrow it by."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from explorer.search_engine.types import Facet, ResultOrder
from explorer.text import replace_unprintable, shorten
from explorer.web.choice import Choice

SORTS = {ResultOrder.BEST: "Best match", ResultOrder.DATE: "Date, newest first", ResultOrder.SPEAKER: "Speaker"}

KEPT = "kept"
"""The word with which ``spelling`` leaves a query as it was typed."""

AS_WORDS = "words"
"""The word with which ``read`` takes a query for no more than its words."""

LONGEST_READ = 2000
"""How many characters of a query are read at all: far more than any engine is asked, and never a megabyte."""

PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a search is asked: everything that a reader can choose on the search page.

    ``text`` is the query as typed, on one line; ``choices`` are what it is narrowed to beside what it names itself;
    ``page`` counts from 1. ``as_typed`` (``spelling=kept``) corrects no spelling, ``as_words`` (``read=words``) takes
    the query for no question.
    """

    text: str
    choices: Mapping[Facet, Choice]
    order: ResultOrder = ResultOrder.BEST
    page: int = 1
    as_typed: bool = False
    as_words: bool = False
    misread: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the address; an unknown order and an impossible page give the default ones."""
        typed = query.get("q", "")[:LONGEST_READ]
        text = " ".join("".join(char if char.isprintable() else " " for char in typed).split())
        order, page, spelling, read = (query.get(name, "") for name in ("sort", "page", "spelling", "read"))
        misread = []
        if order and order not in SORTS:
            misread.append(("sort", shorten(replace_unprintable(order[:LONGEST_READ]), 40)))
        if spelling and spelling != KEPT:
            misread.append(("spelling", shorten(replace_unprintable(spelling[:LONGEST_READ]), 40)))
        if read and read != AS_WORDS:
            misread.append(("read", shorten(replace_unprintable(read[:LONGEST_READ]), 40)))
        if page and not PAGE_NUMBER.fullmatch(page):
            misread.append(("page", shorten(replace_unprintable(page[:LONGEST_READ]), 40)))
        return cls(
            text,
            {facet: Choice.read(query, facet.value) for facet in Facet},
            ResultOrder(order) if order in SORTS else ResultOrder.BEST,
            int(page) if PAGE_NUMBER.fullmatch(page) else 1,
            as_typed=spelling == KEPT,
            as_words=read == AS_WORDS,
            misread=tuple(misread),
        )

    @property
    def filters(self) -> dict[Facet, frozenset[str]]:
        """What results are narrowed to, as an engine takes it."""
        return {facet: frozenset(choice.values) for facet, choice in self.choices.items() if choice.values}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is asked for at all."""
        return not self.text and not self.filters

    def known(self, labels: Mapping[Facet, Container[str]]) -> Self:
        """Return the same choice without what the site does not know."""
        kept = {
            facet: replace(choice, values=tuple(value for value in choice.values if value in labels[facet]))
            for facet, choice in self.choices.items()
        }
        return replace(self, choices=kept)

    def unknown(self, labels: Mapping[Facet, Container[str]]) -> list[tuple[str, str]]:
        """Return what the address names and the site does not know, as pairs of parameter and value."""
        unknown = {facet: choice.unknown(labels[facet]) for facet, choice in self.choices.items()}
        return [*((facet.value, value) for facet, values in unknown.items() for value in values), *self.misread]

    def asking(self, text: str) -> Self:
        """Return the same choice with another query, from its first page."""
        return replace(self, text=text, page=1, as_typed=False, as_words=False)

    def reading(self, text: str) -> Self:
        """Return the same choice with as much of its query as was read."""
        return replace(self, text=text)

    def turned(self, page: int) -> Self:
        """Return another page of the same."""
        return replace(self, page=page)

    def without(self, facet: Facet, value: str) -> Self:
        """Return the same choice, one value fewer, from its first page."""
        choice = self.choices[facet]
        fewer = replace(choice, values=tuple(kept for kept in choice.values if kept != value))
        return replace(self, choices={**self.choices, facet: fewer}, page=1)

    def widened(self) -> Self:
        """Return the same query, narrowed by nothing, from its first page."""
        return replace(self, choices={facet: Choice(facet.value, (), given=False) for facet in Facet}, page=1)

    @property
    def query_string(self) -> str:
        """The shortest query that gives this view again: ``?q=scale&speaker=a,b&page=2``, or nothing."""
        said = [("q", self.text)] if self.text else []
        said += [(facet.value, ",".join(choice.values)) for facet, choice in self.choices.items() if choice.values]
        if self.order != ResultOrder.BEST:
            said.append(("sort", self.order.value))
        if self.as_typed:
            said.append(("spelling", KEPT))
        if self.as_words:
            said.append(("read", AS_WORDS))
        if self.page > 1:
            said.append(("page", str(self.page)))
        return f"?{urlencode(said, safe=',')}" if said else ""
