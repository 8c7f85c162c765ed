"""One question put to an index: planned, loosened step by step where nothing fits, and its spelling mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from explorer.search_engine.backends.base import Backend
from explorer.search_engine.clauses import ClauseDraft, Clauses
from explorer.search_engine.lexicon import Lexicon, Run
from explorer.search_engine.query import FieldTerm, Query, parse
from explorer.search_engine.spelling import correction
from explorer.search_engine.types import Answer, Clause, Facet, Request, ResultOrder

CERTAIN = 2
"""Slips up to which a word that nobody wrote is corrected without asking."""


SENTENCE = 4
"""Telling words from which a query is taken for a sentence: few passages say all of them in just these words."""

ENOUGH = 10
"""Results of a sentence with which a step is content; a query of fewer words is content with one."""


class Strictness(StrEnum):
    """How much of what was asked the results have: all words, at least half, or any, where the rarest decide."""

    ALL = "all"
    MOST = "most"
    RAREST = "rarest"


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What a query was taken for, what was really searched for, and what an engine answered.

    ``searched`` differs from ``query`` where spelling was corrected at once; ``suggestion`` is a text that the reader
    may have meant instead. ``clauses`` are what to mark. ``unresolved`` values named nothing and were left aside.
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
    filters: Mapping[Facet, frozenset[str]] | None = None,
    order: ResultOrder = ResultOrder.BEST,
    offset: int = 0,
    limit: int = 20,
    as_typed: bool = False,
) -> SearchOutcome:
    """Answer a query; ``filters`` narrow it beside what it names itself, ``as_typed`` corrects no spelling."""
    plan = _Plan(backend, query, lexicon)
    named, unresolved = _resolved(query, lexicon)
    page = Request(
        filters=_both(named, filters or {}),
        since=query.since,
        until=query.until,
        order=order,
        offset=offset,
        limit=limit,
    )
    corrected, certain = plan.corrected()
    if corrected and certain and not as_typed:
        mended = parse(corrected)
        answered = _Plan(backend, mended, lexicon).answer(page)
        if answered[1].total:
            return SearchOutcome(query, mended, answered[1], answered[0], "", answered[2], unresolved)
    step, answer, clauses = plan.answer(page)
    return SearchOutcome(query, query, answer, step, corrected, clauses, unresolved)


class _Plan:
    """The requests that a query comes down to, strictest first."""

    def __init__(self, backend: Backend, query: Query, lexicon: Lexicon) -> None:
        self._backend, self._query, self._lexicon = backend, query, lexicon
        self._clauses = Clauses(query.terms, lexicon=lexicon, occurs=self._occurs, beginning=self._beginning)
        self._wanted = self._clauses.wanted()

    def answer(self, page: Request) -> tuple[Strictness, Answer, tuple[Clause, ...]]:
        """Return the first step that finds enough, or the last that finds anything; with what to mark."""
        page = replace(page, excluded=self._clauses.excluded())
        clauses = tuple(part.clause for part in self._wanted)
        best = Strictness.ALL, self._backend.search(replace(page, clauses=clauses, at_least=len(clauses))), clauses
        for step, some, at_least in self._looser(clauses):
            if best[1].total >= self._enough:
                break
            answer = self._backend.search(replace(page, clauses=some, at_least=at_least))
            if answer.total:
                best = step, answer, some
        return best

    def corrected(self) -> tuple[str, bool]:
        """Return the query's text with words that nobody wrote corrected, and whether that is certain; else empty."""
        certain = True
        text, shift = self._query.text, 0
        for part, place, length, word in self._unknown():
            if (found := correction(word, self._known())) and part:
                meant, slips = found
                certain = certain and slips <= CERTAIN
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
        return ENOUGH if len(self._wanted) >= SENTENCE else 1

    def _unknown(self) -> Iterator[tuple[ClauseDraft, int, int, str]]:
        """Yield the words of what is wanted that occur nowhere, with their places in the query's text."""
        for part in self._wanted:
            if part.clause.prefix or self._backend.frequency(part.clause):
                continue
            for token in part.words:
                if not any(self._occurs((form,)) for form in token.forms):
                    yield part, part.term.start + token.start, token.end - token.start, token.word

    def _known(self) -> Mapping[str, int]:
        return {**self._backend.words(), **self._lexicon.words()}

    def _occurs(self, run: Run) -> bool:
        return self._backend.frequency(Clause(((run, 1.0),))) > 0

    def _beginning(self, prefix: str) -> list[str]:
        words = self._backend.words()
        return sorted((word for word in words if word.startswith(prefix)), key=lambda word: -words[word])


def _resolved(query: Query, lexicon: Lexicon) -> tuple[dict[Facet, frozenset[str]], tuple[FieldTerm, ...]]:
    """Return the filters that a query names, several values of a facet together, and what named nothing."""
    filters: dict[Facet, frozenset[str]] = {}
    unresolved = []
    for named in query.named:
        direct = named.facet in {Facet.TYPE, Facet.KIND, Facet.GRADE}
        values = (named.value,) if direct else lexicon.resolve(named.facet, named.value)
        if values:
            filters[named.facet] = filters.get(named.facet, frozenset()) | frozenset(values)
        else:
            unresolved.append(named)
    return filters, tuple(unresolved)


def _both(named: Mapping[Facet, frozenset[str]], chosen: Mapping[Facet, frozenset[str]]) -> dict[Facet, frozenset[str]]:
    """Return filters that let through what both do."""
    return {
        **named,
        **chosen,
        **{facet: named[facet] & chosen[facet] for facet in named.keys() & chosen.keys()},
    }
