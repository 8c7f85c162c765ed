"""What was asked for, found and shown: the engine's answer, the rows behind it, what else a reader should know."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache

from explorer.models import Revision
from explorer.search import fallback, indexing
from explorer.search.backend import backend
from explorer.search.facets import FacetGroup, Labels, build_facets
from explorer.search.results import SearchResult, build_results
from explorer.search.vocabulary import lexicon
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.clauses import Clauses
from explorer.search_engine.engine import MatchLevel, SearchOutcome, find
from explorer.search_engine.lexicon import Lexicon
from explorer.search_engine.query import Query, UnreadPart, parse
from explorer.search_engine.types import Clause, Facet, ResultOrder

RESULTS = 20
"""How many results are on a page."""

KEPT = 3600
"""How long an answer is kept, in seconds; one that is out of date is never asked for again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as typed, what it is narrowed to beside what it names itself, and which page of results is wanted.

    ``page`` counts from 1. ``as_typed`` corrects no spelling.
    """

    text: str
    chosen: Mapping[Facet, tuple[str, ...]]
    order: ResultOrder = ResultOrder.BEST
    page: int = 1
    size: int = RESULTS
    as_typed: bool = False

    @property
    def filters(self) -> dict[Facet, frozenset[str]]:
        """What results are narrowed to, as the engine takes it."""
        return {facet: frozenset(values) for facet, values in self.chosen.items() if values}

    @property
    def offset(self) -> int:
        """How many results come before the page."""
        return (self.page - 1) * self.size


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results.

    ``is_fallback`` says that the index could not be read and the database was asked instead.
    """

    asked: Asked
    found: SearchOutcome
    results: tuple[SearchResult, ...]
    facets: tuple[FacetGroup, ...]
    is_fallback: bool = False

    @property
    def total(self) -> int:
        """How many results there are on all pages."""
        return self.found.answer.total

    @property
    def complete(self) -> bool:
        """Whether the search was not cut short."""
        return self.found.answer.complete

    @property
    def number(self) -> int:
        """Which page this is."""
        return self.asked.page

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.asked.size)

    @property
    def first(self) -> int:
        """The place of the first result shown, from 1."""
        return self.asked.offset + 1

    @property
    def text(self) -> str:
        """The query as it was read."""
        return self.found.query.text

    @property
    def instead(self) -> str:
        """What was searched for instead of what was typed, if anything."""
        return self.found.searched.text if self.found.corrected else ""

    @property
    def suggestion(self) -> str:
        """What the reader may have meant."""
        return self.found.suggestion

    @property
    def step(self) -> MatchLevel:
        """How many of the words the results have."""
        return self.found.step

    @property
    def cut(self) -> frozenset[UnreadPart]:
        """What of the query was not read."""
        return self.found.query.cut

    @property
    def is_wordless(self) -> bool:
        """Whether something was typed and nothing in it can be looked for."""
        return bool(self.text) and not self.found.query

    @property
    def unresolved(self) -> list[tuple[str, str]]:
        """What the query names and the site does not know, as pairs of field and value."""
        return [(named.facet.value, named.value) for named in self.found.unresolved]


def search(asked: Asked, words: Labels) -> SearchPage:
    """Return a page of results; costs as many queries for one result as for many."""
    query = parse(asked.text)
    found = _found(query, asked)
    is_fallback = found is None
    if found is None:
        answer = fallback.answer(query, filters=asked.filters, offset=asked.offset, limit=asked.size)
        found = SearchOutcome(query, query, answer, clauses=_as_typed(query))
    named = {one.facet for one in query.named}
    # A facet that the query names itself cannot be widened by choosing another value beside it.
    shown = {facet: label_of for facet, label_of in words.items() if facet not in named or asked.chosen.get(facet)}
    return SearchPage(
        asked,
        found,
        tuple(build_results(found.answer.hits, found.clauses)),
        tuple(build_facets(found.answer.facets, asked.chosen, shown)),
        is_fallback,
    )


def _found(query: Query, asked: Asked) -> SearchOutcome | None:
    """Return what the index answers, None where it cannot: it is then brought up in the background."""
    if not indexing.is_usable():
        return None
    try:
        return _answered(query, asked)
    except IndexUnavailable:
        indexing.mend()
        return None


def _answered(query: Query, asked: Asked) -> SearchOutcome:
    engine = backend()
    # An answer depends on what the index holds and on the names and synonyms of the database.
    state = (engine.status().revision, Revision.objects.current())
    choices = sorted((facet.value, sorted(values)) for facet, values in asked.filters.items())
    key = repr((state, query.text, choices, asked.order.value, asked.page, asked.size, asked.as_typed))
    name = f"search:{hashlib.sha256(key.encode()).hexdigest()}"
    found: SearchOutcome | None = cache.get(name)
    if found is None:
        found = find(
            engine,
            query,
            lexicon=lexicon(),
            filters=asked.filters,
            order=asked.order,
            offset=asked.offset,
            limit=asked.size,
            as_typed=asked.as_typed,
        )
        if found.answer.complete:
            cache.set(name, found, KEPT)
    return found


def _as_typed(query: Query) -> tuple[Clause, ...]:
    """Return what to mark where no index says how else the words are written."""
    clauses = Clauses(query.terms, lexicon=Lexicon(), occurs=lambda _: False, beginning=lambda _: ())
    return tuple(part.clause for part in clauses.wanted())
