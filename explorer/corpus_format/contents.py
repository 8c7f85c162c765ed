"""What a corpus folder holds: records, each with the place where it stands, and documents as bytes."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from explorer.corpus_format.schema import (
    ClaimRecord,
    ContrastRecord,
    EpisodeRecord,
    ErratumRecord,
    PassageRecord,
    Record,
    RelationRecord,
    SeriesRecord,
    SourceRecord,
    SpeakerRecord,
    StanceRecord,
    SynonymRecord,
    TopicRecord,
)
from explorer.corpus_format.yaml_nodes import Node
from explorer.errors import Problem

T = TypeVar("T", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A record and where it stands; ``file`` is relative to the folder, with forward slashes."""

    record: T
    file: str
    node: Node = field(repr=False)

    @property
    def line(self) -> int:
        """The line on which the record begins, from 1."""
        return self.node.line

    def problem(self, message: str, *path: str | int) -> Problem:
        """Return a problem of the record, on the line of the part of it that ``path`` leads to."""
        return Problem(self.file, self.node.line_at(path), message)


@dataclass(frozen=True, slots=True)
class HeldSource:
    """A source, its document (the bytes as obtained) and its passages."""

    source: Located[SourceRecord]
    document: str
    raw: bytes = field(repr=False)
    passages_file: str
    passages: tuple[Located[PassageRecord], ...]

    @property
    def slug(self) -> str:
        """The source's slug."""
        return self.source.record.slug


@dataclass(frozen=True, slots=True)
class HeldEpisode:
    """An episode with everything in its folder."""

    episode: Located[EpisodeRecord]
    sources: tuple[HeldSource, ...]
    claims: tuple[Located[ClaimRecord], ...]
    stances: tuple[Located[StanceRecord], ...]
    errata: tuple[Located[ErratumRecord], ...]

    @property
    def slug(self) -> str:
        """The episode's slug."""
        return self.episode.record.slug


@dataclass(frozen=True, slots=True)
class Corpus:
    """All of a folder, in the order of its files; episodes in the order of their slugs."""

    speakers: tuple[Located[SpeakerRecord], ...]
    series: tuple[Located[SeriesRecord], ...]
    topics: tuple[Located[TopicRecord], ...]
    episodes: tuple[HeldEpisode, ...]
    relations: tuple[Located[RelationRecord], ...]
    contrasts: tuple[Located[ContrastRecord], ...]
    synonyms: tuple[Located[SynonymRecord], ...]

    @property
    def sources(self) -> tuple[HeldSource, ...]:
        """The sources of all episodes."""
        return tuple(source for episode in self.episodes for source in episode.sources)

    @property
    def passages(self) -> tuple[Located[PassageRecord], ...]:
        """The passages of all sources."""
        return tuple(passage for source in self.sources for passage in source.passages)

    @property
    def claims(self) -> tuple[Located[ClaimRecord], ...]:
        """The claims of all episodes."""
        return tuple(claim for episode in self.episodes for claim in episode.claims)
