"""The contents of a corpus folder: records with their places in files, and documents as bytes."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from explorer.corpus_format.schema import (
    ClaimRecord,
    ContrastRecord,
    EpisodeRecord,
    ErratumRecord,
    FolderRecord,
    JudgementRecord,
    PassageRecord,
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

T = TypeVar("T", bound=FolderRecord, covariant=True)


@dataclass(frozen=True, slots=True)
class LocatedRecord(Generic[T]):
    """A record with its place; ``file`` is relative to the folder, with forward slashes."""

    record: T
    file: str
    node: Node = field(repr=False)

    @property
    def line(self) -> int:
        """The line on which the record begins, from 1."""
        return self.node.line

    def problem(self, message: str, *path: str | int) -> Problem:
        """Return a problem of the record, on the line of the part to which ``path`` leads."""
        return Problem(self.file, self.node.line_at(path), message)


@dataclass(frozen=True, slots=True)
class HeldSource:
    """A source, its document (file and bytes as obtained) and its passages."""

    located: LocatedRecord[SourceRecord]
    document: str
    raw: bytes = field(repr=False)
    passages_file: str
    passages: tuple[LocatedRecord[PassageRecord], ...]

    @property
    def record(self) -> SourceRecord:
        """The description of the source."""
        return self.located.record

    @property
    def slug(self) -> str:
        """The source's slug."""
        return self.record.slug


@dataclass(frozen=True, slots=True)
class HeldEpisode:
    """An episode with everything in its folder."""

    located: LocatedRecord[EpisodeRecord]
    sources: tuple[HeldSource, ...]
    claims: tuple[LocatedRecord[ClaimRecord], ...]
    stances: tuple[LocatedRecord[StanceRecord], ...]
    errata: tuple[LocatedRecord[ErratumRecord], ...]

    @property
    def record(self) -> EpisodeRecord:
        """The description of the episode."""
        return self.located.record

    @property
    def slug(self) -> str:
        """The episode's slug."""
        return self.record.slug


@dataclass(frozen=True, slots=True)
class CorpusFolder:
    """The contents of a folder in the order of its files; episodes are sorted by slug."""

    speakers: tuple[LocatedRecord[SpeakerRecord], ...]
    series: tuple[LocatedRecord[SeriesRecord], ...]
    topics: tuple[LocatedRecord[TopicRecord], ...]
    episodes: tuple[HeldEpisode, ...]
    relations: tuple[LocatedRecord[RelationRecord], ...]
    contrasts: tuple[LocatedRecord[ContrastRecord], ...]
    synonyms: tuple[LocatedRecord[SynonymRecord], ...]
    judgements: tuple[LocatedRecord[JudgementRecord], ...] = ()

    @property
    def sources(self) -> tuple[HeldSource, ...]:
        """The sources of all episodes."""
        return tuple(source for episode in self.episodes for source in episode.sources)

    @property
    def passages(self) -> tuple[LocatedRecord[PassageRecord], ...]:
        """The passages of all sources."""
        return tuple(passage for source in self.sources for passage in source.passages)

    @property
    def claims(self) -> tuple[LocatedRecord[ClaimRecord], ...]:
        """The claims of all episodes."""
        return tuple(claim for episode in self.episodes for claim in episode.claims)
