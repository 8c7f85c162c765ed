"""An index in the memory of one process, for tests. Its plain loops define the answers that every engine must give.

It shares nothing with other processes.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from explorer.search_engine import ranking
from explorer.search_engine.analysis import WordToken, tokenize
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.types import (
    Answer,
    Clause,
    Document,
    DocumentKey,
    Facet,
    Field,
    FoundBy,
    Hit,
    IndexStatus,
    Request,
    ResultOrder,
    State,
)
from explorer.search_engine.vectors import Vector, choose_closest, measure_closeness

PositionsByForm = Mapping[str, frozenset[int]]
"""The positions of every form of a text."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document with its words; each field has its length in words and the positions of its forms."""

    document: Document
    words: frozenset[str]
    lengths: Mapping[Field, int]
    positions: Mapping[Field, PositionsByForm]

    def hits(self, clause: Clause) -> dict[Field, float]:
        """Return the hits of a clause in each field that has any."""
        return {field: hits for field, positions in self.positions.items() if (hits := _count_hits(positions, clause))}


@dataclass(frozen=True, slots=True)
class _Contents:
    """All entries and the revision; immutable, so that a reader never sees half a change."""

    entries: Mapping[DocumentKey, _Entry]
    revision: int = 0

    def average(self, field: Field) -> float:
        lengths = [entry.lengths[field] for entry in self.entries.values() if entry.lengths.get(field)]
        return sum(lengths) / len(lengths) if lengths else 1.0


class MemoryBackend(Backend):
    """An index in memory."""

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._lock = threading.Lock()
        self._contents = _Contents({})

    @contextmanager
    def take_lock(self, *, wait: float = 0) -> Iterator[bool]:
        is_taken = self._lock.acquire(timeout=wait)
        try:
            yield is_taken
        finally:
            if is_taken:
                self._lock.release()

    def search(self, request: Request) -> Answer:
        contents = self._contents
        scores, by_words = _score(contents, request)
        fitting = [contents.entries[key].document for key in scores]
        groups = _group([document for document in fitting if _passes_filters(document, request.filters)], scores)
        page = sorted(groups, key=lambda group: _sort_key(group[0], scores, request.order))
        hits = tuple(_build_hit(group, scores, by_words) for group in page[request.offset :][: request.limit])
        counted = Facet if request.counts_facets else ()
        counts = {facet: _count_groups(fitting, facet, request.filters) for facet in counted}
        return Answer(hits, len(groups), counts, by_words=sum(_is_by_words(group, by_words) for group in groups))

    def frequency(self, clause: Clause) -> int:
        return sum(bool(entry.hits(clause)) for entry in self._contents.entries.values())

    def closest(self, vector: Vector, limit: int) -> Mapping[DocumentKey, float]:
        entries = self._contents.entries.values()
        found = {
            entry.document.key: max(measure_closeness(window, vector) for window in entry.document.windows)
            for entry in entries
            if entry.document.windows
        }
        return choose_closest(found, limit)

    def words(self) -> Mapping[str, int]:
        return Counter(word for entry in self._contents.entries.values() for word in entry.words)

    def keys(self) -> Iterator[DocumentKey]:
        yield from self._contents.entries

    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        with self._writing:
            kept = {key: entry for key, entry in self._contents.entries.items() if key not in gone}
            self._contents = _Contents({**kept, **_build_entries(documents)}, revision)

    def replace(self, documents: Iterable[Document], revision: int) -> int:
        with self._writing:
            self._contents = _Contents(_build_entries(documents), revision)
            return len(self._contents.entries)

    def status(self) -> IndexStatus:
        return IndexStatus(State.READY, self._contents.revision, len(self._contents.entries))


def _build_entries(documents: Iterable[Document]) -> dict[DocumentKey, _Entry]:
    return {document.key: _build_entry(document) for document in documents}


def _build_entry(document: Document) -> _Entry:
    texts = {field: tokenize(text) for field, text in document.texts.items()}
    return _Entry(
        document,
        frozenset(token.word for words in texts.values() for token in words),
        {field: len(words) for field, words in texts.items()},
        {field: _find_positions(words) for field, words in texts.items()},
    )


def _find_positions(words: Sequence[WordToken]) -> PositionsByForm:
    positions: dict[str, set[int]] = defaultdict(set)
    for position, word in enumerate(words):
        for form in word.forms:
            positions[form].add(position)
    return {form: frozenset(found) for form, found in positions.items()}


def _count_hits(positions: PositionsByForm, clause: Clause) -> float:
    """Return how often a text fulfils a clause; a hit counts with the factor of its run, a hit of the prefix as 1."""
    hits = sum(factor * _count_runs(positions, run) for run, factor in clause.runs)
    if clause.prefix:
        with_prefix = [found for form, found in positions.items() if form.startswith(clause.prefix)]
        hits += len(frozenset().union(*with_prefix))
    return hits


def _count_runs(positions: PositionsByForm, run: Sequence[str]) -> int:
    """Return how often the forms of a run stand next to each other."""
    nowhere: frozenset[int] = frozenset()
    found = [positions.get(form, nowhere) for form in run]
    return sum(all(start + step in later for step, later in enumerate(found)) for start in found[0]) if run else 0


def _score(contents: _Contents, request: Request) -> tuple[dict[DocumentKey, float], set[DocumentKey]]:
    """Return the scores of the documents that meet a request but for its filters, and which of them do by words."""
    allowed = _find_allowed(contents, request)
    words = dict.fromkeys(allowed, 0.0)
    rarities = 0.0
    fulfilled: Counter[DocumentKey] = Counter()
    for clause in request.clauses:
        found = _weigh_clause(contents, clause)
        rarity = ranking.inverse_document_frequency(len(contents.entries), len(found))
        rarities += rarity
        for key in found.keys() & words.keys():
            fulfilled[key] += 1
            words[key] += rarity * ranking.saturate(found[key])
    by_words = {key for key in words if fulfilled[key] >= request.at_least}
    plain = 0.0 if request.at_least else 1.0
    scores = {}
    for key in by_words | (request.closeness.keys() & words.keys()):
        closeness, share = request.closeness.get(key, 0.0), fulfilled[key] / max(len(request.clauses), 1)
        score = ranking.score_words(words[key], rarities, share) if rarities else plain
        scores[key] = contents.entries[key].document.weight * score + closeness
    return scores, by_words


def _find_allowed(contents: _Contents, request: Request) -> list[DocumentKey]:
    """Return the documents of the period that fulfil all required clauses and none of the excluded."""
    allowed = {key for key, entry in contents.entries.items() if _is_in_period(entry.document, request)}
    for clause in request.required:
        allowed &= _weigh_clause(contents, clause).keys()
    for clause in request.excluded:
        allowed -= _weigh_clause(contents, clause).keys()
    return sorted(allowed)


def _weigh_clause(contents: _Contents, clause: Clause) -> dict[DocumentKey, float]:
    """Return the weighted number of hits of each document that fulfils a clause."""
    found: dict[DocumentKey, float] = defaultdict(float)
    averages = {field: contents.average(field) for field in Field}
    for key, entry in contents.entries.items():
        for field, hits in entry.hits(clause).items():
            found[key] += ranking.weigh_hits(field, hits, entry.lengths[field], averages[field])
    return found


def _is_in_period(document: Document, request: Request) -> bool:
    if request.since is None and request.until is None:
        return True
    return (
        document.date is not None
        and (request.since is None or request.since <= document.date)
        and (request.until is None or document.date <= request.until)
    )


def _passes_filters(document: Document, filters: Mapping[Facet, frozenset[str]]) -> bool:
    return all(not wanted.isdisjoint(document.values.get(facet, ())) for facet, wanted in filters.items())


def _group(documents: Iterable[Document], scores: Mapping[DocumentKey, float]) -> list[list[Document]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: (-scores[document.key], document.key)):
        groups[document.group].append(document)
    return list(groups.values())


def _is_by_words(group: Iterable[Document], by_words: Collection[DocumentKey]) -> bool:
    return any(document.key in by_words for document in group)


def _build_hit(
    group: Sequence[Document], scores: Mapping[DocumentKey, float], by_words: Collection[DocumentKey]
) -> Hit:
    first, *others = (document.key for document in group)
    found_by = FoundBy.WORDS if _is_by_words(group, by_words) else FoundBy.MEANING
    return Hit(first, scores[first], tuple(others), found_by)


def _sort_key(document: Document, scores: Mapping[DocumentKey, float], order: ResultOrder) -> tuple[Any, ...]:
    """Return the sort key of a group; by date, an undated group comes last; by speaker, one without a speaker."""
    best = (-scores[document.key], document.key)
    if order is ResultOrder.DATE:
        return (-document.date.toordinal() if document.date else 0, *best)
    if order is ResultOrder.SPEAKER:
        return (not document.speaker, document.speaker.casefold(), *best)
    return best


def _count_groups(fitting: Iterable[Document], facet: Facet, filters: Mapping[Facet, frozenset[str]]) -> dict[str, int]:
    """Return the number of groups with each value of a facet; the filter of the facet itself does not apply."""
    others = {other: wanted for other, wanted in filters.items() if other is not facet}
    pairs = {
        (value, document.group)
        for document in fitting
        if _passes_filters(document, others)
        for value in document.values.get(facet, ())
    }
    return dict(Counter(value for value, _ in pairs))
