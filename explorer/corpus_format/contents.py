"""The contents of a corpus folder: records with their places in files, and documents as bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

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
from explorer.corpus_format.yaml_nodes import Node, compose
from explorer.errors import CorpusError, Problem

T = TypeVar("T", bound=FolderRecord, covariant=True)


class RecordFile(NamedTuple):
    """A file of records; ``name`` is relative to the folder, with forward slashes."""

    folder: Path
    name: str

    def read_again(self) -> Node | None:
        """Return the tree of the file as it is now, None where it cannot be read any more."""
        path = self.folder / self.name
        try:
            found = path.stat()
            return _compose_file(path, found.st_mtime_ns, found.st_size)
        except (OSError, CorpusError):
            return None


@lru_cache(maxsize=4)
def _compose_file(path: Path, _changed: int, _size: int) -> Node | None:
    return compose(path.read_bytes(), path.name)


class LocatedRecord(NamedTuple, Generic[T]):
    """A record with the file and line on which it begins, from 1; ``path`` leads to it in the file's tree.

    Trees take more memory than records, and are read again where a problem needs the line of a part.
    """

    record: T
    origin: RecordFile
    line: int
    path: tuple[str | int, ...]

    @property
    def file(self) -> str:
        """The file's name, relative to the folder."""
        return self.origin.name

    @property
    def node(self) -> Node:
        """The record's part of the file's tree, with the lines of its parts."""
        tree = self.origin.read_again()
        return tree.at(self.path) if tree else Node(self.line, None)

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
    passages: Sequence[LocatedRecord[PassageRecord]]

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
    claims: Sequence[LocatedRecord[ClaimRecord]]
    stances: Sequence[LocatedRecord[StanceRecord]]
    errata: Sequence[LocatedRecord[ErratumRecord]]

    @property
    def record(self) -> EpisodeRecord:
        """The description of the episode."""
        return self.located.record

    @property
    def slug(self) -> str:
        """The episode's slug."""
        return self.record.slug

    @property
    def passages(self) -> Iterator[LocatedRecord[PassageRecord]]:
        """The passages of all its sources."""
        return (passage for source in self.sources for passage in source.passages)


@dataclass(frozen=True, slots=True)
class CorpusFolder:
    """The contents of a folder in the order of its files; episodes are sorted by slug.

    Episodes may lie in a file: whoever goes through them holds one at a time.
    """

    speakers: tuple[LocatedRecord[SpeakerRecord], ...]
    series: tuple[LocatedRecord[SeriesRecord], ...]
    topics: tuple[LocatedRecord[TopicRecord], ...]
    episodes: Sequence[HeldEpisode]
    relations: tuple[LocatedRecord[RelationRecord], ...]
    contrasts: tuple[LocatedRecord[ContrastRecord], ...]
    synonyms: tuple[LocatedRecord[SynonymRecord], ...]
    judgements: tuple[LocatedRecord[JudgementRecord], ...] = ()

    @property
    def sources(self) -> Iterator[HeldSource]:
        """The sources of all episodes."""
        return (source for episode in self.episodes for source in episode.sources)

    @property
    def claims(self) -> Iterator[LocatedRecord[ClaimRecord]]:
        """The claims of all episodes."""
        return (claim for episode in self.episodes for claim in episode.claims)
