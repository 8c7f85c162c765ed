"""A topic side by side: a column for each speaker, and what follows from the columns together."""

import datetime
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Self

from explorer.coding import manual, rules
from explorer.coding.vocabulary import ClaimRole, Confidence, Grade, Mode, Silence
from explorer.debate.as_of import DayCut
from explorer.debate.evidence import ShownEvidence, TopicClaim, each_once, narrow_claims
from explorer.debate.silence import describe_silence
from explorer.debate.stances import AssessedStance
from explorer.models import Relation, Speaker, Topic


@dataclass(frozen=True, slots=True)
class Column:
    """One speaker on one topic.

    ``claims`` are the speaker's own; ``reported`` is what others say they hold and gives no position. ``silence``
    says which kind of blank it is where there is neither a stance nor a claim of position. ``cut`` is what a day leaves
    out, None where all is shown; ``days`` are those of the speaker's episodes of which documents are held.
    """

    speaker: Speaker
    stance: AssessedStance | None
    earlier: tuple[AssessedStance, ...]
    silence: Silence | None
    claims: tuple[TopicClaim, ...]
    reported: tuple[TopicClaim, ...]
    hidden: int = 0
    cut: DayCut | None = None
    days: frozenset[datetime.date] = frozenset()

    @property
    def position(self) -> int | None:
        """The leading stance's place on the scale (−2…2), None without one."""
        return self.stance.stance.position if self.stance else None

    @property
    def is_thinly_evidenced(self) -> bool:
        """Whether the mark is drawn hollow, for want of the speaker's own words."""
        return self.stance is not None and self.stance.confidence in {None, Confidence.LOW}

    @property
    def definitions(self) -> tuple[TopicClaim, ...]:
        """The claims that say what the speaker means by a word."""
        return tuple(claim for claim in self.claims if claim.claim.role == ClaimRole.DEFINITION)

    @property
    def statements(self) -> tuple[TopicClaim, ...]:
        """All other claims."""
        return tuple(claim for claim in self.claims if claim.claim.role != ClaimRole.DEFINITION)

    @property
    def own(self) -> int:
        """How many of the claims shown have words behind them that a document prints as the speaker's own."""
        return sum(any(quoted.evidence.is_labelled_speech for quoted in claim.quoted) for claim in self.claims)

    @property
    def silence_words(self) -> str:
        """The kind of silence in words; a speaker who touches on the question without answering it is no blank."""
        if self.silence == Silence.NOT_DISCUSSED and (self.claims or self.hidden):
            return "Read in full, no position taken"
        return describe_silence(self.silence, self.cut.day if self.cut else None) if self.silence else ""

    @property
    def silence_note(self) -> str:
        """What the kind of silence means, as a sentence; nothing where the speaker is not silent."""
        if self.silence is None:
            return ""
        if self.silence == Silence.NOT_DISCUSSED and (self.claims or self.hidden):
            return "What they say touches on the question without answering it."
        if self.silence == Silence.NO_SOURCE and self.cut:
            return "We hold no document of an episode with them that is dated by then."
        return manual.MEANINGS[Silence][self.silence]

    @property
    def label(self) -> str:
        """Where the speaker stands in words, or for want of that what kind of blank it is."""
        return self.stance.label if self.stance else self.silence_words or "Speaks to the question, not placed"

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the column with only evidence of the given grades and modes; ``hidden`` counts claims left out."""
        claims, reported = narrow_claims(self.claims, grades, modes), narrow_claims(self.reported, grades, modes)
        hidden = len(self.claims) + len(self.reported) - len(claims) - len(reported)
        cut = self.cut.narrowed(grades, modes) if self.cut else None
        return replace(self, claims=claims, reported=reported, hidden=hidden, cut=cut)


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One of the five steps of a topic's scale, and who stands on it."""

    position: int
    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A topic and a column for each speaker, in the order asked for.

    ``others`` are those not asked for of whom someone else reports a view on the topic.
    """

    topic: Topic
    columns: tuple[Column, ...]
    others: tuple[Column, ...] = ()

    @property
    def steps(self) -> list[ScaleStep]:
        """The scale from the first pole to the second; within a step own words come first, then names."""
        return [
            ScaleStep(
                position,
                rules.degree_label(position, self.topic.poles),
                tuple(
                    sorted(
                        (column for column in self.columns if column.position == position),
                        key=lambda column: (column.is_thinly_evidenced, column.speaker.name),
                    )
                ),
            )
            for position in rules.POSITIONS
        ]

    @property
    def unnumbered(self) -> list[Column]:
        """Those whose stance is a code without a number."""
        return [column for column in self.columns if column.stance and column.position is None]

    @property
    def silent(self) -> list[Column]:
        """Those without a stance."""
        return [column for column in self.columns if not column.stance]

    @property
    def placed(self) -> int:
        """How many speakers have a place on the scale."""
        return sum(column.position is not None for column in self.columns)

    @property
    def distance(self) -> int | None:
        """How many steps the two furthest apart are from each other (0…4); None with fewer than two on the scale."""
        found = [column.position for column in self.columns if column.position is not None]
        return max(found) - min(found) if len(found) > 1 else None

    @property
    def claim_count(self) -> int:
        """How many claims of their own the speakers make on the topic."""
        return sum(len(column.claims) for column in self.columns)

    @property
    def everybody(self) -> tuple[Column, ...]:
        """The columns of those asked for, then of those whom others report on."""
        return (*self.columns, *self.others)

    def claims_shown(self) -> list[TopicClaim]:
        """Return the claims shown, each once, a holder's own before what is reported of them."""
        return each_once(claim for column in self.everybody for claim in (*column.claims, *column.reported))

    def relations_shown(self) -> list[Relation]:
        """Return how the claims shown bear on each other; costs one query."""
        claims = [item.claim for item in self.claims_shown()]
        return list(Relation.objects.published().with_claims().among(claims))

    def grades(self) -> dict[Grade, int]:
        """Return how many pieces of evidence there are of each grade."""
        return {grade: sum(quoted.evidence.passage.grade == grade for quoted in self._quoted()) for grade in Grade}

    def modes(self) -> dict[Mode, int]:
        """Return how many pieces of evidence there are of each mode."""
        return {mode: sum(quoted.evidence.mode == mode for quoted in self._quoted()) for mode in Mode}

    def _quoted(self) -> Iterable[ShownEvidence]:
        for column in self.everybody:
            for claim in (*column.claims, *column.reported):
                yield from claim.quoted


def list_undated(columns: Iterable[Column]) -> list[TopicClaim]:
    """Return what a day leaves out of the columns for want of a date, each claim once."""
    return each_once(claim for column in columns if column.cut for claim in column.cut.undated)


def collect_days(columns: Iterable[Column]) -> frozenset[datetime.date]:
    """Return the days of the episodes of which documents of the columns' speakers are held."""
    return frozenset().union(*(column.days for column in columns))
