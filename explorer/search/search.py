"""A page of results: the engine's answer to a search, the rows behind it, and what it can be narrowed by."""

import hashlib
from dataclasses import dataclass

from explorer.models import Revision
from explorer.search import fallback, indexing
from explorer.search.backend import backend
from explorer.search.facets import FacetGroup, FacetLabels, group_values
from explorer.search.filters import SearchFilter
from explorer.search.meaning import query_embedder, words_near
from explorer.search.results import SearchResult, build_results
from explorer.search.vocabulary import fetch_lexicon
from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.clauses import Clauses
from explorer.search_engine.engine import SearchOutcome, find
from explorer.search_engine.lexicon import Lexicon
from explorer.search_engine.query import Query, parse
from explorer.search_engine.types import Clause, Facet
from explorer.shared_cache import cache

RESULTS = 20
"""How many results are on a page."""

KEPT = 3600
"""How long an answer is kept, in seconds; one that is out of date is never asked for again."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results: the ``number``-th, from 1, of pages with ``size`` results each.

    ``total`` counts the results on all pages; ``near`` is what is close where there are none. ``outcome`` tells how the
    query was read and answered; ``is_fallback`` says that the index could not be read and the database was asked
    instead.
    """

    number: int
    size: int
    total: int
    results: tuple[SearchResult, ...]
    facets: tuple[FacetGroup, ...]
    outcome: SearchOutcome
    is_fallback: bool = False
    near: tuple[SearchResult, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.size)

    @property
    def first(self) -> int:
        """The place of the first result shown, from 1."""
        return (self.number - 1) * self.size + 1


def search(
    chosen: SearchFilter, labels: FacetLabels, size: int = RESULTS, most_values: int | None = None
) -> SearchPage:
    """Return a page of ``size`` results; costs as many queries for one result as for many.

    Of each facet with records as its values it has ``most_values``, all where that is not given.
    """
    query, filters = parse(chosen.text), chosen.filters
    outcome = _ask_index(query, chosen, size)
    is_fallback = outcome is None
    if outcome is None:
        answer = fallback.answer(query, filters=filters, offset=(chosen.page - 1) * size, limit=size)
        outcome = SearchOutcome(query, query, answer, clauses=_clauses_as_typed(query))
    named = {term.facet for term in query.named}
    # A facet that the query names itself cannot be widened by choosing another value beside it.
    shown = {facet: words for facet, words in labels.items() if facet not in named or facet in filters}
    return SearchPage(
        number=chosen.page,
        size=size,
        total=outcome.answer.total,
        results=tuple(build_results(outcome.answer.hits, outcome.clauses, outcome.searched.text)),
        facets=tuple(group_values(outcome.answer.facets, filters, shown, most_values)),
        outcome=outcome,
        is_fallback=is_fallback,
        near=tuple(build_results(outcome.near, outcome.clauses, outcome.searched.text)) if outcome.near else (),
    )


def _ask_index(query: Query, chosen: SearchFilter, size: int) -> SearchOutcome | None:
    """Return what the index answers, None where it cannot: it is then brought up in the background."""
    if not indexing.is_usable():
        return None
    try:
        return _look_up(query, chosen, size)
    except IndexUnavailable as error:
        indexing.mend(error)
        return None


def _look_up(query: Query, chosen: SearchFilter, size: int) -> SearchOutcome:
    """Return the answer that is kept, or else the engine's."""
    engine = backend()
    # An answer depends on what the index holds and on the names and synonyms of the database.
    state = (engine.status().revision, Revision.objects.current())
    choices = sorted((facet.value, sorted(values)) for facet, values in chosen.filters.items())
    key = repr((state, query.text, choices, chosen.order.value, chosen.page, size, chosen.as_typed))
    name = f"search:{hashlib.sha256(key.encode()).hexdigest()}"
    outcome: SearchOutcome | None = cache.get(name)
    if outcome is None:
        outcome = find(
            engine,
            query,
            lexicon=fetch_lexicon(with_episodes=any(term.facet == Facet.EPISODE for term in query.named)),
            embed=query_embedder(),
            words_near=words_near(),
            filters=chosen.filters,
            order=chosen.order,
            offset=(chosen.page - 1) * size,
            limit=size,
            as_typed=chosen.as_typed,
        )
        if outcome.answer.complete:
            cache.set(name, outcome, KEPT)
    return outcome


def _clauses_as_typed(query: Query) -> tuple[Clause, ...]:
    """Return what to mark where no index says how else the words are written."""
    clauses = Clauses(query.terms, lexicon=Lexicon(), occurs=lambda _: False, beginning=lambda _: ())
    return tuple(part.clause for part in clauses.wanted())
