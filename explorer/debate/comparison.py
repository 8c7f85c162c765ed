"""A topic side by side: a column for each speaker, and what the columns together say."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, Self, TypeVar

from explorer.coding import manual, rules
from explorer.coding.vocabulary import ClaimRole, Confidence, Grade, Mode, PointsTo, Silence
from explorer.debate.as_of import DayCut
from explorer.debate.evidence import ShownEvidence, TopicClaim, each_once, narrow_claims
from explorer.debate.silence import describe_silence
from explorer.debate.stances import AssessedStance, HeldStance
from explorer.models import Contrast, Relation, Speaker, Topic

Shown = TypeVar("Shown")
Off = TypeVar("Off", bound="OffScale")


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """How many claims somebody has on a topic: their own, those in own words among them, and those only reported."""

    own: int
    own_words: int
    reported: int

    @property
    def total(self) -> int:
        return self.own + self.reported


@dataclass(frozen=True, slots=True)
class Column:
    """One speaker on one topic.

    ``claims`` are the speaker's own. ``reported`` are claims that only others ascribe to them, which give no position.
    ``silence`` is the kind of blank where there is neither a stance nor a claim of position. ``hidden`` is the number
    of claims that a choice of evidence leaves out. ``cut`` is what a day leaves out, None where no day is set.
    ``counts`` are those of all claims where the column has only some of them, None where it has all. ``earlier_count``
    counts the earlier stances that are not fetched.
    """

    speaker: Speaker
    stance: HeldStance | None
    earlier: tuple[AssessedStance, ...]
    silence: Silence | None
    claims: tuple[TopicClaim, ...]
    reported: tuple[TopicClaim, ...]
    hidden: int = 0
    cut: DayCut | None = None
    counts: ClaimCounts | None = None
    earlier_count: int = 0

    @property
    def position(self) -> int | None:
        """The stance's place on the scale (−2…2), None without one."""
        return self.stance.position if self.stance else None

    @property
    def points_to(self) -> PointsTo | None:
        """What the words of a speaker who is not placed point to, None where that is not coded."""
        return self.stance.points_to if self.stance else None

    @property
    def called(self) -> str:
        """The name where there is little room."""
        return self.speaker.short_name

    @property
    def is_thinly_evidenced(self) -> bool:
        """Whether the stance rests on summaries or notes only, or on nothing that scores; its mark is drawn hollow."""
        return self.stance is not None and self.stance.confidence in {None, Confidence.LOW}

    @property
    def definitions(self) -> tuple[TopicClaim, ...]:
        """The claims that say what the speaker means by a word."""
        return tuple(claim for claim in self.claims if claim.role == ClaimRole.DEFINITION)

    @property
    def statements(self) -> tuple[TopicClaim, ...]:
        """The claims that are no definitions."""
        return tuple(claim for claim in self.claims if claim.role != ClaimRole.DEFINITION)

    @property
    def claim_count(self) -> int:
        """The number of the speaker's own claims, here or not."""
        return self.counts.own if self.counts else len(self.claims)

    @property
    def reported_count(self) -> int:
        """The number of claims that only others ascribe to the speaker, here or not."""
        return self.counts.reported if self.counts else len(self.reported)

    @property
    def own_words_count(self) -> int:
        """The number of own claims that rest on words which a document prints as the speaker's own."""
        if self.counts:
            return self.counts.own_words
        return sum(any(quoted.is_labelled_speech for quoted in claim.quoted) for claim in self.claims)

    @property
    def silence_words(self) -> str:
        """The kind of silence in words, empty where the speaker is not silent."""
        if self.silence is None:
            return ""
        return describe_silence(self.silence, self.cut.day if self.cut else None)

    @property
    def silence_note(self) -> str:
        """What the kind of silence means, as a sentence, empty where the speaker is not silent."""
        if self.silence is None:
            return ""
        if self.silence == Silence.NO_SOURCE and self.cut:
            return "We hold no document of an episode with them that is dated by then."
        return manual.MEANINGS[Silence][self.silence]

    @property
    def label(self) -> str:
        """The stance in words; without a stance, the kind of silence."""
        return self.stance.label if self.stance else self.silence_words or manual.NOT_CODED[0]

    @property
    def degree(self) -> str:
        """The label without remarks on the evidence."""
        return self.stance.degree if self.stance else self.label

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the column with only the evidence of the given grades and modes; claims without any are hidden."""
        claims, reported = narrow_claims(self.claims, grades, modes), narrow_claims(self.reported, grades, modes)
        hidden = self.hidden + len(self.claims) + len(self.reported) - len(claims) - len(reported)
        cut = self.cut.narrowed(grades, modes) if self.cut else None
        return replace(self, claims=claims, reported=reported, hidden=hidden, cut=cut)

    def with_context_last(self) -> Self:
        """Return the column with the claims of position before those that are context."""
        return replace(self, claims=tuple(sorted(self.claims, key=lambda claim: claim.qualifies)))


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One of the five steps of a topic's scale, with the columns of the speakers who stand on it."""

    position: int
    label: str
    columns: tuple[Column, ...]
    more: int = 0
    """The number of speakers on the step for whom there is no room; none is left out here."""


@dataclass(frozen=True, slots=True)
class OffScaleGroup(Generic[Shown]):
    """Speakers without a place on the scale, by what keeps them off in words; for ``more`` of them there is no room."""

    words: str
    columns: tuple[Shown, ...]
    more: int = 0


class OffScale(Protocol):
    """What tells where a speaker without a place on the scale belongs."""

    @property
    def stance(self) -> object | None: ...

    @property
    def silence(self) -> Silence | None: ...

    @property
    def label(self) -> str: ...


def group_off_scale(columns: Iterable[Off]) -> list[tuple[str, list[Off]]]:
    """Group speakers without a place by their stance or their silence in words; the silent come last."""
    # Columns without a silence, whose claims take a position that is not coded, come before the kinds of silence.
    order = [None, *Silence]
    groups: dict[str, list[Off]] = {}
    for column in sorted(columns, key=lambda column: (column.stance is None, order.index(column.silence))):
        groups.setdefault(column.label, []).append(column)
    return list(groups.items())


@dataclass(frozen=True, slots=True)
class Comparison:
    """A topic and a column for each speaker, in the order asked for.

    ``others`` are the columns of speakers who were not asked for, with the claims that someone else reports of them.
    """

    topic: Topic
    columns: tuple[Column, ...]
    others: tuple[Column, ...] = ()

    @property
    def empty_poles(self) -> list[str]:
        """The poles on whose side nobody stands; none of them where nobody has a place at all."""
        places = [column.position for column in self.columns if column.position is not None]
        first, second = self.topic.poles
        sides = {first: min(places, default=-1) < 0, second: max(places, default=1) > 0}
        return [pole for pole, is_held in sides.items() if not is_held]

    @property
    def steps(self) -> list[ScaleStep]:
        """The scale from the first pole to the second; within a step, speakers with own words first, then by name."""
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
        """The columns whose stance is a code without a number."""
        return [column for column in self.columns if column.stance and column.position is None]

    @property
    def silent(self) -> list[Column]:
        """The columns without a stance."""
        return [column for column in self.columns if not column.stance]

    @property
    def off_the_scale(self) -> list[OffScaleGroup[Column]]:
        """The columns without a position, grouped by their stance or their silence in words."""
        groups = group_off_scale([*self.unnumbered, *self.silent])
        return [OffScaleGroup(words, tuple(columns)) for words, columns in groups]

    @property
    def placed(self) -> int:
        """The number of speakers with a place on the scale."""
        return sum(column.position is not None for column in self.columns)

    @property
    def distance(self) -> int | None:
        """The steps between the two speakers furthest apart (0…4), None with fewer than two on the scale."""
        found = [column.position for column in self.columns if column.position is not None]
        return max(found) - min(found) if len(found) > 1 else None

    @property
    def claim_count(self) -> int:
        """The number of the speakers' own claims on the topic, reported ones left aside."""
        return sum(column.claim_count for column in self.columns)

    @property
    def everybody(self) -> tuple[Column, ...]:
        """The columns of the speakers asked for, then of the others."""
        return (*self.columns, *self.others)

    def list_claims(self) -> list[TopicClaim]:
        """Return the claims of every column, each once, a holder's own before what is reported of them."""
        return each_once(claim for column in self.everybody for claim in (*column.claims, *column.reported))

    def list_grounds(self, contrast: Contrast) -> list[TopicClaim]:
        """Return the claims of the comparison that a contrast rests on, in its order; costs no query."""
        claims = {claim.pk: claim for claim in self.list_claims()}
        return [claims[key] for key in contrast.ground_keys if key in claims]

    def fetch_relations(self) -> list[Relation]:
        """Return the published relations among the claims; costs one query."""
        claims = [claim.record for claim in self.list_claims()]
        return list(Relation.objects.published().with_claims().among(claims))

    def grades(self) -> dict[Grade, int]:
        """Return the number of pieces of evidence by grade."""
        counts = Counter(quoted.grade for quoted in self._list_evidence())
        return {grade: counts[grade] for grade in Grade}

    def modes(self) -> dict[Mode, int]:
        """Return the number of pieces of evidence by mode."""
        counts = Counter(quoted.mode for quoted in self._list_evidence())
        return {mode: counts[mode] for mode in Mode}

    def _list_evidence(self) -> Iterable[ShownEvidence]:
        for column in self.everybody:
            for claim in (*column.claims, *column.reported):
                yield from claim.quoted


def list_undated(columns: Iterable[Column]) -> list[TopicClaim]:
    """Return the undated claims that a day leaves out of the columns, each claim once."""
    return each_once(claim for column in columns if column.cut for claim in column.cut.undated)
