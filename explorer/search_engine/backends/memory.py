"""An index in the memory of one process: plain loops that say what every other engine has to answer.

For tests, and small enough to be read as the explanation of ``base``. Nothing is shared with other processes.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.search_engine import ranking
from explorer.search_engine.analysis import WordToken, tokens
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.types import (
    Answer,
    Clause,
    Document,
    DocumentKey,
    Facet,
    Field,
    Hit,
    IndexStatus,
    Request,
    ResultOrder,
    State,
)

Places = Mapping[str, frozenset[int]]
"""The positions of every form of a text."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document with its words, and by field its length in words and the places of its forms."""

    document: Document
    words: frozenset[str]
    lengths: Mapping[Field, int]
    places: Mapping[Field, Places]

    def hits(self, clause: Clause) -> dict[Field, float]:
        """Return the hits of a clause by field, where there are any."""
        return {field: hits for field, places in self.places.items() if (hits := _hits(places, clause))}


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What the index holds at one moment; never changed, only put in the place of another."""

    entries: Mapping[DocumentKey, _Entry]
    revision: int = 0

    def average(self, field: Field) -> float:
        lengths = [entry.lengths[field] for entry in self.entries.values() if entry.lengths.get(field)]
        return sum(lengths) / len(lengths) if lengths else 1.0


class MemoryBackend(Backend):
    """An index in memory."""

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._corpus = _Corpus({})

    def search(self, request: Request) -> Answer:
        """Look at every document in turn."""
        corpus = self._corpus
        scores = _scores(corpus, request)
        fitting = [corpus.entries[key].document for key in scores]
        groups = _groups([document for document in fitting if _passes(document, request.filters)], scores)
        page = sorted(groups, key=lambda group: _place(group[0], scores, request.order))
        hits = tuple(
            Hit(first.key, scores[first.key], tuple(document.key for document in others))
            for first, *others in page[request.offset : request.offset + request.limit]
        )
        return Answer(hits, len(groups), {facet: _counts(fitting, facet, request.filters) for facet in Facet})

    def frequency(self, clause: Clause) -> int:
        """Count the documents in which the clause has a hit."""
        return sum(bool(entry.hits(clause)) for entry in self._corpus.entries.values())

    def words(self) -> Mapping[str, int]:
        """Count the words of every document, each once."""
        return Counter(word for entry in self._corpus.entries.values() for word in entry.words)

    def keys(self) -> Iterator[DocumentKey]:
        """Yield every key."""
        yield from self._corpus.entries

    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        """Put a changed corpus in the old one's place."""
        with self._writing:
            kept = {key: entry for key, entry in self._corpus.entries.items() if key not in gone}
            self._corpus = _Corpus({**kept, **_entries(documents)}, revision)

    def replace(self, documents: Iterable[Document], revision: int) -> None:
        """Put a new corpus in the old one's place."""
        with self._writing:
            self._corpus = _Corpus(_entries(documents), revision)

    def status(self) -> IndexStatus:
        """Return that the index is ready, as it always is."""
        return IndexStatus(State.READY, self._corpus.revision, len(self._corpus.entries))


def _entries(documents: Iterable[Document]) -> dict[DocumentKey, _Entry]:
    return {document.key: _entry(document) for document in documents}


def _entry(document: Document) -> _Entry:
    texts = {field: tokens(text) for field, text in document.texts.items()}
    return _Entry(
        document,
        frozenset(token.word for words in texts.values() for token in words),
        {field: len(words) for field, words in texts.items()},
        {field: _places(words) for field, words in texts.items()},
    )


def _places(words: Sequence[WordToken]) -> Places:
    places: dict[str, set[int]] = defaultdict(set)
    for place, word in enumerate(words):
        for form in word.forms:
            places[form].add(place)
    return {form: frozenset(found) for form, found in places.items()}


def _hits(places: Places, clause: Clause) -> float:
    """Return how often a text fulfils a clause, every hit weighed by its run's factor."""
    hits = sum(factor * _runs(places, run) for run, factor in clause.runs)
    if clause.prefix:
        hits += len({place for form in places if form.startswith(clause.prefix) for place in places[form]})
    return hits


def _runs(places: Places, run: Sequence[str]) -> int:
    """Return how often the forms of a run stand next to each other."""
    nowhere: frozenset[int] = frozenset()
    found = [places.get(form, nowhere) for form in run]
    return sum(all(start + step in later for step, later in enumerate(found)) for start in found[0]) if run else 0


def _scores(corpus: _Corpus, request: Request) -> dict[DocumentKey, float]:
    """Return the documents that fit, filters aside, with their scores."""
    dated = [entry for entry in corpus.entries.values() if _is_dated(entry.document, request)]
    out = {key for clause in request.excluded for key in _weighed(corpus, clause)}
    scores = {entry.document.key: 0.0 for entry in dated if entry.document.key not in out}
    fulfilled: Counter[DocumentKey] = Counter()
    for clause in request.clauses:
        found = _weighed(corpus, clause)
        rarity = ranking.rarity(len(corpus.entries), len(found))
        for key in found.keys() & scores.keys():
            fulfilled[key] += 1
            scores[key] += rarity * ranking.saturated(found[key])
    asked = len(request.clauses)
    return {
        key: corpus.entries[key].document.weight
        * (score * ranking.coordinated(fulfilled[key] / asked) if asked else 1.0)
        for key, score in scores.items()
        if fulfilled[key] >= request.at_least
    }


def _weighed(corpus: _Corpus, clause: Clause) -> dict[DocumentKey, float]:
    """Return the weighed hits of the documents that fulfil a clause."""
    found: dict[DocumentKey, float] = defaultdict(float)
    averages = {field: corpus.average(field) for field in Field}
    for key, entry in corpus.entries.items():
        for field, hits in entry.hits(clause).items():
            found[key] += ranking.weighed(field, hits, entry.lengths[field], averages[field])
    return found


def _is_dated(document: Document, request: Request) -> bool:
    if request.since is None and request.until is None:
        return True
    return (
        document.date is not None
        and (request.since is None or request.since <= document.date)
        and (request.until is None or document.date <= request.until)
    )


def _passes(document: Document, filters: Mapping[Facet, frozenset[str]]) -> bool:
    return all(not wanted.isdisjoint(document.values.get(facet, ())) for facet, wanted in filters.items())


def _groups(documents: Iterable[Document], scores: Mapping[DocumentKey, float]) -> list[list[Document]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: (-scores[document.key], document.key)):
        groups[document.group].append(document)
    return list(groups.values())


def _place(document: Document, scores: Mapping[DocumentKey, float], order: ResultOrder) -> tuple[Any, ...]:
    """Return what a group is sorted by: newest first, names in order, and what lacks either last."""
    best = (-scores[document.key], document.key)
    if order is ResultOrder.DATE:
        return (-document.date.toordinal() if document.date else 0, *best)
    if order is ResultOrder.SPEAKER:
        return (not document.speaker, document.speaker.casefold(), *best)
    return best


def _counts(fitting: Iterable[Document], facet: Facet, filters: Mapping[Facet, frozenset[str]]) -> dict[str, int]:
    others = {other: wanted for other, wanted in filters.items() if other is not facet}
    pairs = {
        (value, document.group)
        for document in fitting
        if _passes(document, others)
        for value in document.values.get(facet, ())
    }
    return dict(Counter(value for value, _ in pairs))
