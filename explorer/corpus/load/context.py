"""The state that the parts of a load share: the folder, the stored rows, and the place of each record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, Self

from django.db import models

from explorer.changes.version_keeping import split_batches
from explorer.checks.findings import Finding
from explorer.corpus.sync import RowTally
from explorer.corpus_format.contents import CorpusFolder, HeldEpisode, LocatedRecord, RecordFile
from explorer.corpus_format.schema import ClaimRecord, FolderRecord
from explorer.errors import Problem
from explorer.models import (
    Appearance,
    Claim,
    ClaimTopic,
    Contrast,
    ContrastClaim,
    Episode,
    Erratum,
    Evidence,
    FormerSlug,
    Judgement,
    Passage,
    Point,
    Relation,
    Series,
    Source,
    Speaker,
    SpeakerAlias,
    SpeakerLabel,
    Stance,
    StanceClaim,
    Synonym,
    Topic,
)
from explorer.progress import track

IN_ORDER = (Speaker, SpeakerAlias, Series, Topic, Point, Episode, Appearance, SpeakerLabel, Source, Passage, Erratum)
CODED = (Claim, ClaimTopic, Evidence, FormerSlug, Stance, StanceClaim, Relation, Contrast, ContrastClaim, Judgement)
KINDS = (*IN_ORDER, *CODED, Synonym)

Subject = tuple[str, ...]


EPISODES_AT_ONCE = 50
"""Episodes whose records and rows are held in memory together."""


class FolderPlace(NamedTuple):
    """A place in a file of the folder, which ``path`` leads to; whole records would fill the memory."""

    origin: RecordFile
    path: tuple[str | int, ...]

    @classmethod
    def of(cls, located: LocatedRecord[FolderRecord], *path: str | int) -> Self:
        """Return the place of a record, or of the part of it at ``path``."""
        return cls(located.origin, (*located.path, *path))

    @property
    def line(self) -> int:
        """The line of the place, 0 where the file is gone."""
        tree = self.origin.read_again()
        return tree.line_at(self.path) if tree else 0


class PassageAnswer(NamedTuple):
    """The key of the passage that one answered, the id of the one that it answers, and whether that is to be counted.

    A passage is counted once, whether or not it differs in something else.
    """

    before: int | None
    now: str | None
    is_counted: bool


@dataclass(slots=True)
class LoadContext:
    """One load of a folder; the keys of stored rows are kept by slug, those of points by topic's key and point's id."""

    corpus: CorpusFolder
    replace: bool
    tally: RowTally = field(default_factory=lambda: RowTally(KINDS))
    lacking: list[str] = field(default_factory=list)
    where: dict[Subject, FolderPlace] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    speakers: dict[str, int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    points: dict[tuple[int, str], int] = field(default_factory=dict)
    episodes: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    passages: dict[str, int] = field(default_factory=dict)
    answers: dict[int, PassageAnswer] = field(default_factory=dict)
    stored_claims: dict[str, int] = field(default_factory=dict)
    """Claims that were stored before, by the slugs that they have in the folder."""
    claims: dict[str, int] = field(default_factory=dict)
    renamed: list[ClaimRecord] = field(default_factory=list)
    """Claims with former slugs, or merged into others."""

    def batches(self, what: str) -> Iterator[list[HeldEpisode]]:
        """Yield the episodes of the folder, some at a time; ``what`` tells whoever watches what is done with them."""
        episodes = track(self.corpus.episodes, what, len(self.corpus.episodes))
        while batch := list(islice(episodes, EPISODES_AT_ONCE)):
            yield batch

    def problem(self, finding: Finding) -> Problem:
        """Return a finding as a problem of its place in the folder, or of a row that the folder lacks."""
        place = self.where.get(finding.subject)
        if place is not None:
            return Problem(place.origin.name, place.line, finding.message)
        what = f"{' '.join(finding.subject)}, which the folder lacks: {finding.message}"
        return Problem("database", 0, f"{what}; or load with --replace, which removes it")

    def forget_places(self) -> None:
        """Free the memory that no step needs any more: the index is built as the edit ends, and takes some itself."""
        for noted in (self.where, self.passages, self.answers, self.claims):
            noted.clear()

    def settle(self, model: type[models.Model], kind: str, names: Mapping[Any, str]) -> None:
        """Remove the rows that the folder lacks if the load mirrors the folder, else note their names; both by key."""
        if not self.replace:
            self.lacking.extend(f"{kind} {name}" for name in names.values())
            return
        for keys in split_batches(names):
            self.tally.remove(model._default_manager.filter(pk__in=keys))
