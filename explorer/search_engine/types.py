"""What goes into an index, what is asked of it and what it answers: plain values that no engine leaks into.

Words are analysed before they reach an engine (``explorer.search_engine.analysis``): an engine compares *forms*, it
knows no language. An answer names documents and counts; the rows behind them come from the database.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class DocumentType(StrEnum):
    """The kinds of things that are found."""

    CLAIM = "claim"
    PASSAGE = "passage"
    TOPIC = "topic"
    SPEAKER = "speaker"
    EPISODE = "episode"


class Facet(StrEnum):
    """What results are counted and narrowed by."""

    TYPE = "type"
    SPEAKER = "speaker"
    TOPIC = "topic"
    EPISODE = "episode"
    KIND = "kind"
    GRADE = "grade"


class ResultOrder(StrEnum):
    """How results are sorted; ties end in type and id."""

    BEST = "best"
    DATE = "date"
    SPEAKER = "speaker"


class Field(StrEnum):
    """The texts of a document, which weigh differently."""

    TITLE = "title"
    BODY = "body"
    QUOTED = "quoted"
    NAMES = "names"


class DocumentKey(NamedTuple):
    """What a document is known by: its type, and its slug or passage id."""

    type: DocumentType
    id: str


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    ``texts`` holds plain text by field: of a claim its statement (title), the exact words of its evidence (quoted) and
    its speaker's names and topics' questions (names); of a passage its section (title), its text (body) and its
    speaker's names. ``values`` holds the slugs or codes that it counts under, by facet. Documents of one ``group`` (a
    passage and the claims resting on it) are one result. ``weight`` multiplies the score: 1 is plain, less is
    boilerplate and back-channel, more is curated. ``speaker`` is the name that sorting goes by.
    """

    key: DocumentKey
    texts: Mapping[Field, str]
    values: Mapping[Facet, tuple[str, ...]]
    group: str
    weight: float = 1.0
    date: datetime.date | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a document must say: any of several runs of adjacent forms, or a form beginning with ``prefix``.

    Runs carry a factor (0–1): what was typed counts 1, a synonym less.
    """

    runs: tuple[tuple[tuple[str, ...], float], ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What an engine is asked.

    A document fits if it says at least ``at_least`` of ``clauses``, none of ``excluded``, has in every facet of
    ``filters`` one of the values named, and is dated from ``since`` to ``until`` (both included; what has no date never
    fits a date). Without clauses everything fits that the rest lets through.
    """

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    at_least: int = 0
    filters: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    since: datetime.date | None = None
    until: datetime.date | None = None
    order: ResultOrder = ResultOrder.BEST
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A result: the best document of its group, its score, and the others of the group that fit, best first."""

    key: DocumentKey
    score: float
    others: tuple[DocumentKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine answers.

    ``total`` and ``facets`` count groups. A facet's counts leave its own filter aside, so that choosing a second value
    adds what the count says at most. ``complete`` is False where the time limit cut the search short.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, Mapping[str, int]]
    complete: bool = True


class State(StrEnum):
    """What an index is found to be when it is opened."""

    READY = "ready"
    MISSING = "missing"
    FOREIGN = "foreign"
    OUTDATED = "outdated"
    CORRUPT = "corrupt"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """An index's state, the corpus revision that it was last brought to, and what an operator should know."""

    state: State
    revision: int = 0
    documents: int = 0
    detail: str = ""
