"""Search of one query: requests from strict to loose until enough fits, and correction of spelling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from explorer.search_engine.backends.base import Backend
from explorer.search_engine.clauses import Clauses
from explorer.search_engine.lexicon import Lexicon, Run
from explorer.search_engine.query import FieldTerm, Query, parse
from explorer.search_engine.spelling import find_correction
from explorer.search_engine.types import Answer, Clause, Facet, Request, ResultOrder

Filters = Mapping[Facet, frozenset[str]]

MOST_SLIPS = 2
"""Slips up to which a word that is not in the index is corrected without asking."""

SENTENCE_WORDS = 4
"""Clauses from which a query counts as a sentence: few passages have all the words of a sentence."""

ENOUGH_RESULTS = 10
"""Results of a sentence that make a looser step needless; a query of fewer words needs one result."""


class Strictness(StrEnum):
    """How much of what was asked the results have: all words, at least half, or any, where the rarest decide."""

    ALL = "all"
    MOST = "most"
    RAREST = "rarest"


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What a query was taken for, what was really searched for, and what an engine answered.

    ``searched`` differs from ``query`` if spelling was corrected at once; ``suggestion`` is a text that the reader may
    have meant instead. ``clauses`` are to be marked in results. ``unresolved`` names match nothing and were ignored.
    """

    query: Query
    searched: Query
    answer: Answer
    strictness: Strictness = Strictness.ALL
    suggestion: str = ""
    clauses: tuple[Clause, ...] = ()
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
    filters: Filters | None = None,
    order: ResultOrder = ResultOrder.BEST,
    offset: int = 0,
    limit: int = 20,
    as_typed: bool = False,
) -> SearchOutcome:
    """Search for a query; ``filters`` apply beside those that it names itself, ``as_typed`` corrects no spelling."""
    plan = _Plan(backend, query, lexicon)
    named, unresolved = _resolve_names(query, lexicon)
    page = Request(
        filters=_intersect(named, filters or {}),
        since=query.since,
        until=query.until,
        order=order,
        offset=offset,
        limit=limit,
    )
    corrected, certain = plan.corrected()
    if corrected and certain and not as_typed:
        respelled = parse(corrected)
        step, answer, clauses = _Plan(backend, respelled, lexicon).answer(page)
        if answer.total:
            return SearchOutcome(query, respelled, answer, step, "", clauses, unresolved)
    step, answer, clauses = plan.answer(page)
    return SearchOutcome(query, query, answer, step, corrected, clauses, unresolved)


class _Plan:
    """The requests to an engine that answer a query, strictest first."""

    def __init__(self, backend: Backend, query: Query, lexicon: Lexicon) -> None:
        self._backend, self._query, self._lexicon = backend, query, lexicon
        self._clauses = Clauses(query.terms, lexicon=lexicon, occurs=self._occurs, beginning=self._words_beginning)
        self._wanted = self._clauses.wanted()

    def answer(self, page: Request) -> tuple[Strictness, Answer, tuple[Clause, ...]]:
        """Return the first step that finds enough, or the last that finds anything; with what to mark."""
        page = replace(page, excluded=self._clauses.excluded())
        clauses = tuple(part.clause for part in self._wanted)
        best = Strictness.ALL, self._backend.search(replace(page, clauses=clauses, at_least=len(clauses))), clauses
        for step, occurring, at_least in self._looser(clauses):
            if best[1].total >= self._enough:
                break
            answer = self._backend.search(replace(page, clauses=occurring, at_least=at_least))
            if answer.total:
                best = step, answer, occurring
        return best

    def corrected(self) -> tuple[str, bool]:
        """Return the query's text with unknown words corrected, and whether the correction is certain.

        The text is empty where nothing is corrected.
        """
        certain = True
        text, shift = self._query.text, 0
        for place, length, word in self._find_unknown_words():
            if found := find_correction(word, self._known_words()):
                meant, slips = found
                certain = certain and slips <= MOST_SLIPS
                text = text[: place + shift] + meant + text[place + shift + length :]
                shift += len(meant) - length
        return ("", False) if text == self._query.text else (text, certain)

    def _looser(self, clauses: tuple[Clause, ...]) -> Iterator[tuple[Strictness, tuple[Clause, ...], int]]:
        counts = {clause: self._backend.frequency(clause) for clause in clauses}
        occurring = tuple(clause for clause in clauses if counts[clause])
        if len(clauses) < 2 or not occurring:
            return
        half = -(-len(occurring) // 2)
        if len(occurring) > 2:
            yield Strictness.MOST, occurring, half
        yield Strictness.RAREST, occurring, 1

    @property
    def _enough(self) -> int:
        return ENOUGH_RESULTS if len(self._wanted) >= SENTENCE_WORDS else 1

    def _find_unknown_words(self) -> Iterator[tuple[int, int, str]]:
        """Yield the words that occur nowhere, each with its offset and length in the query's text."""
        for part in self._wanted:
            if part.clause.prefix or self._backend.frequency(part.clause):
                continue
            for token in part.words:
                if not any(self._occurs((form,)) for form in token.forms):
                    yield part.term.start + token.start, token.end - token.start, token.word

    def _known_words(self) -> Mapping[str, int]:
        return {**self._backend.words(), **self._lexicon.words()}

    def _occurs(self, run: Run) -> bool:
        return self._backend.frequency(Clause(((run, 1.0),))) > 0

    def _words_beginning(self, prefix: str) -> list[str]:
        words = self._backend.words()
        return sorted((word for word in words if word.startswith(prefix)), key=lambda word: -words[word])


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
