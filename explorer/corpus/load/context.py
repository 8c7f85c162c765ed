"""The state that the parts of a load share: the folder, the stored rows, and the place of each record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

from explorer.checks.findings import Finding
from explorer.corpus.sync import RowTally
from explorer.corpus_format.contents import CorpusFolder, LocatedRecord
from explorer.corpus_format.schema import FolderRecord
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

IN_ORDER = (Speaker, SpeakerAlias, Series, Topic, Point, Episode, Appearance, SpeakerLabel, Source, Passage, Erratum)
CODED = (Claim, ClaimTopic, Evidence, FormerSlug, Stance, StanceClaim, Relation, Contrast, ContrastClaim, Judgement)
KINDS = (*IN_ORDER, *CODED, Synonym)

Subject = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A record in the folder, or the part of it at ``path``."""

    located: LocatedRecord[FolderRecord]
    path: tuple[str | int, ...] = ()


@dataclass(slots=True)
class LoadContext:
    """One load of a folder; stored rows are kept by slug, points by the key of the topic and their slug."""

    corpus: CorpusFolder
    texts: Mapping[str, str]
    replace: bool
    tally: RowTally = field(default_factory=lambda: RowTally(KINDS))
    lacking: list[str] = field(default_factory=list)
    where: dict[Subject, FolderPlace] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    points: dict[tuple[int, str], Point] = field(default_factory=dict)
    episodes: dict[str, Episode] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def problem(self, finding: Finding) -> Problem:
        """Return a finding as a problem of its place in the folder, or of a row that the folder lacks."""
        place = self.where.get(finding.subject)
        if place is not None:
            return place.located.problem(finding.message, *place.path)
        what = f"{' '.join(finding.subject)}, which the folder lacks: {finding.message}"
        return Problem("database", 0, f"{what}; or load with --replace, which removes it")

    def settle(self, rows: "models.QuerySet[models.Model]", kind: str, names: Iterable[str]) -> None:
        """Remove the rows that the folder lacks if the load mirrors the folder, else note their names."""
        if self.replace:
            self.tally.remove(rows)
        else:
            self.lacking.extend(f"{kind} {name}" for name in names)
