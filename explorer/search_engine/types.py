"""Documents, requests and answers of a search engine, as plain values that are the same for every engine.

Text is analysed before it reaches an engine (``explorer.search_engine.analysis``): an engine compares *forms* and
knows no language. An answer names documents and counts; the rows behind them come from the database.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class DocumentType(StrEnum):
    """The kinds of documents that a search finds."""

    CLAIM = "claim"
    PASSAGE = "passage"
    TOPIC = "topic"
    SPEAKER = "speaker"
    EPISODE = "episode"


class Facet(StrEnum):
    """The properties by which results are counted and narrowed."""

    TYPE = "type"
    SPEAKER = "speaker"
    TOPIC = "topic"
    EPISODE = "episode"
    KIND = "kind"
    GRADE = "grade"


class ResultOrder(StrEnum):
    """The orders of results; ties are sorted by type and id."""

    BEST = "best"
    DATE = "date"
    SPEAKER = "speaker"


class Field(StrEnum):
    """The texts of a document, each with a weight of its own."""

    TITLE = "title"
    BODY = "body"
    QUOTED = "quoted"
    NAMES = "names"


class FoundBy(StrEnum):
    """What a result was found by: the words of the query, or its meaning alone."""

    WORDS = "words"
    MEANING = "meaning"


class DocumentKey(NamedTuple):
    """The key of a document: its type, and its slug or passage id."""

    type: DocumentType
    id: str


@dataclass(frozen=True, slots=True)
class Document:
    """One entry of the index.

    ``texts`` holds plain text by field. A claim has its statement (title), the exact words of its evidence (quoted),
    its speaker's names and its topics' questions (names); a passage has its section (title), its text (body) and its
    speaker's names. ``values`` holds the slugs or codes that the document counts under, by facet. Documents of one
    ``group`` (a passage and the claims resting on it) make one result. ``weight`` multiplies the score: below 1 for
    boilerplate and back-channel, above 1 for what curators wrote. ``speaker`` is the name to sort by. ``windows`` are
    the vectors of its stretches of text (``explorer.search_engine.vectors``); none where meaning is not searched.
    """

    key: DocumentKey
    texts: Mapping[Field, str]
    values: Mapping[Facet, tuple[str, ...]]
    group: str
    weight: float = 1.0
    date: datetime.date | None = None
    speaker: str = ""
    windows: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on a document's texts: any of several runs of adjacent forms, or a form beginning with ``prefix``.

    Each run has a factor (0–1): 1 for words as typed, less for a synonym.
    """

    runs: tuple[tuple[tuple[str, ...], float], ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to an engine.

    A document fits by words if it fulfils at least ``at_least`` of ``clauses``, and by meaning if ``closeness`` names
    it, which is added to its score. Either way it must fulfil all of ``required`` and none of ``excluded``, have one of
    the values named in every facet of ``filters``, and be dated from ``since`` to ``until``, both included. A document
    without a date fits no period. Without clauses every document fits that passes the other conditions, unless
    ``at_least`` is above 0. ``counts_facets`` is False where nobody is shown the counts of facets, which cost most of a
    request for common words.
    """

    clauses: tuple[Clause, ...] = ()
    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    closeness: Mapping[DocumentKey, float] = field(default_factory=dict)
    at_least: int = 0
    filters: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    since: datetime.date | None = None
    until: datetime.date | None = None
    order: ResultOrder = ResultOrder.BEST
    offset: int = 0
    limit: int = 20
    counts_facets: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A result: the best document of a group, its score, and the other fitting documents of the group, best first.

    It is found by words if any document of the group is.
    """

    key: DocumentKey
    score: float
    others: tuple[DocumentKey, ...] = ()
    found_by: FoundBy = FoundBy.WORDS


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of an engine.

    ``total``, ``by_words`` (those of it that are found by words) and ``facets`` count groups. The counts of a facet
    ignore the facet's own filter, so that a count tells how many results a second value would add at most; they are
    empty where nobody asked for them. ``complete`` is False where a time limit ended the search early.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, Mapping[str, int]]
    complete: bool = True
    by_words: int = 0


class State(StrEnum):
    """The state of an index when it is opened."""

    READY = "ready"
    MISSING = "missing"
    FOREIGN = "foreign"
    OUTDATED = "outdated"
    CORRUPT = "corrupt"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """An index's state, the corpus revision it reflects, its number of documents, and a message for operators."""

    state: State
    revision: int = 0
    documents: int = 0
    detail: str = ""
