"""Search of one query: correction of spelling, and the answer to what was asked or to what was meant."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explorer.search_engine.backends.base import Backend
from explorer.search_engine.lexicon import Lexicon
from explorer.search_engine.plan import FoundAnswer, SearchPlan, Strictness
from explorer.search_engine.query import FieldTerm, Query, parse
from explorer.search_engine.types import Answer, Clause, Facet, Hit, Request, ResultOrder
from explorer.search_engine.vectors import Vector

Filters = Mapping[Facet, frozenset[str]]


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What a query was taken for, what was really searched for, and what an engine answered.

    ``searched`` differs from ``query`` if spelling was corrected at once; ``suggestion`` is a text that the reader may
    have meant instead. ``clauses`` are to be marked in results. ``absent`` are the telling words that stand in no
    document: because of them the answer is empty, and ``near`` has what is close to the rest. ``unresolved`` names
    match nothing and were ignored.
    """

    query: Query
    searched: Query
    answer: Answer
    strictness: Strictness = Strictness.ALL
    suggestion: str = ""
    clauses: tuple[Clause, ...] = ()
    near: tuple[Hit, ...] = ()
    absent: tuple[str, ...] = ()
    unresolved: tuple[FieldTerm, ...] = ()

    @property
    def instead(self) -> str:
        """What was searched for instead of what was typed, if anything."""
        return self.searched.text if self.searched.text != self.query.text else ""


def find(
    backend: Backend,
    query: Query,
    *,
    lexicon: Lexicon,
    embed: Callable[[str], Vector] | None = None,
    filters: Filters | None = None,
    order: ResultOrder = ResultOrder.BEST,
    offset: int = 0,
    limit: int = 20,
    as_typed: bool = False,
) -> SearchOutcome:
    """Search for a query; ``filters`` apply beside those that it names itself, ``as_typed`` corrects no spelling.

    ``embed`` makes a text's vector; without it nothing is searched by meaning.
    """
    named, unresolved = _resolve_names(query, lexicon)
    page = Request(
        filters=_intersect(named, filters or {}),
        since=query.since,
        until=query.until,
        order=order,
        offset=offset,
        limit=limit,
    )
    plan = SearchPlan(backend, query, lexicon, embed)
    corrected, certain = plan.corrected()
    if corrected and certain and not as_typed:
        respelled = parse(corrected)
        found = SearchPlan(backend, respelled, lexicon, embed).answer(page)
        if found.answer.by_words:
            return _tell(query, respelled, found, "", unresolved)
    return _tell(query, query, plan.answer(page), corrected, unresolved)


def _tell(
    query: Query, searched: Query, found: FoundAnswer, suggestion: str, unresolved: tuple[FieldTerm, ...]
) -> SearchOutcome:
    return SearchOutcome(
        query,
        searched,
        found.answer,
        found.strictness,
        suggestion,
        found.clauses,
        found.near,
        found.absent,
        unresolved,
    )


def _resolve_names(query: Query, lexicon: Lexicon) -> tuple[dict[Facet, frozenset[str]], tuple[FieldTerm, ...]]:
    """Return the filters that a query names, several values of one facet joined, and the names that match nothing."""
    filters: dict[Facet, frozenset[str]] = {}
    unresolved = []
    for named in query.named:
        is_code = named.facet in {Facet.TYPE, Facet.KIND, Facet.GRADE}
        values = (named.value,) if is_code else lexicon.resolve(named.facet, named.value)
        if values:
            filters[named.facet] = filters.get(named.facet, frozenset()) | frozenset(values)
        else:
            unresolved.append(named)
    return filters, tuple(unresolved)


def _intersect(
    named: Mapping[Facet, frozenset[str]], chosen: Mapping[Facet, frozenset[str]]
) -> dict[Facet, frozenset[str]]:
    """Return filters that let through what both do."""
    return {
        **named,
        **chosen,
        **{facet: named[facet] & chosen[facet] for facet in named.keys() & chosen.keys()},
    }
