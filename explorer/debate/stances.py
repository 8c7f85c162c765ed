"""Stances with what follows from their claims: label, confidence, date, number of documents."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from explorer.coding import rules
from explorer.coding.vocabulary import Bearing, Confidence, PointsTo, StanceCode
from explorer.models import CellState, Claim, ClaimTopic, Episode, Speaker, Stance, Topic
from explorer.models.visibility import PUBLIC


@dataclass(frozen=True, slots=True)
class AssessedStance:
    """A stance, stored as ``record``, with the claims that it rests on.

    These are the claims of the stance's speaker in its episode whose bearing on its topic is position.
    """

    record: Stance
    claims: tuple[Claim, ...]

    @property
    def pk(self) -> int:
        return self.record.pk

    @property
    def speaker(self) -> Speaker:
        return self.record.speaker

    @property
    def speaker_id(self) -> int:
        return self.record.speaker_id

    @property
    def topic(self) -> Topic:
        return self.record.topic

    @property
    def topic_id(self) -> int:
        return self.record.topic_id

    @property
    def episode(self) -> Episode:
        return self.record.episode

    @property
    def episode_id(self) -> int:
        return self.record.episode_id

    @property
    def code(self) -> StanceCode:
        return StanceCode(self.record.code)

    @property
    def position(self) -> int | None:
        """The place on the topic's scale (−2…2), None for codes without a number."""
        return self.record.position

    @property
    def points_to(self) -> PointsTo | None:
        """What the words of a speaker who is not placed point to, None where that is not coded."""
        return PointsTo(self.record.points_to) if self.record.points_to else None

    @property
    def rationale(self) -> str:
        return self.record.rationale

    @property
    def witnesses(self) -> list[rules.Witness]:
        """Every piece of evidence behind the stance, in the form that the coding rules take."""
        return [evidence.witness for claim in self.claims for evidence in claim.evidence.all()]

    @property
    def label(self) -> str:
        """The stance in words, with a remark where its evidence is thin."""
        if self.position is None:
            return self.degree
        return rules.position_label(self.position, self.poles, self.witnesses)

    @property
    def degree(self) -> str:
        """The stance in words, without remarks on its evidence."""
        return _word(self)

    @property
    def poles(self) -> tuple[str, str]:
        return self.topic.poles

    @property
    def confidence(self) -> Confidence | None:
        """The confidence that the evidence gives the stance, None where nothing scores."""
        return rules.grade_confidence(self.witnesses)

    @property
    def as_of(self) -> datetime.date | None:
        """The day of the episode, or of the claims where all have another, as written ones. None is never current."""
        days = {claim.day for claim in self.claims}
        return days.pop() if len(days) == 1 else self.episode.date

    @property
    def documents(self) -> int:
        """The number of documents that carry the stance. Several about one episode are still one event."""
        return len({evidence.source_id for claim in self.claims for evidence in claim.evidence.all()})


@dataclass(frozen=True, slots=True)
class LeadingStance:
    """The leading stance of a cell, as its state keeps it; what the coder wrote is read from the stance itself."""

    state: CellState
    poles: tuple[str, str]

    @classmethod
    def of(cls, state: CellState | None, topic: Topic) -> Self | None:
        """Return the leading stance of a cell on a topic, None where it has none that is published."""
        if state is None or state.stance_id is None:
            return None
        # Where the stance is at hand its own status counts, so that no words are shown that are not public any more.
        is_withdrawn = CellState.stance.is_cached(state) and state.stance and state.stance.status != PUBLIC
        return None if is_withdrawn else cls(state, topic.poles)

    @property
    def pk(self) -> int:
        return self.state.stance_id or 0

    @property
    def episode_id(self) -> int:
        return self.state.stance.episode_id if self.state.stance else 0

    @property
    def code(self) -> StanceCode:
        return StanceCode(self.state.code)

    @property
    def position(self) -> int | None:
        """The place on the topic's scale (−2…2), None for codes without a number."""
        return self.state.position

    @property
    def points_to(self) -> PointsTo | None:
        """What the words of a speaker who is not placed point to, None where that is not coded."""
        return PointsTo(self.state.points_to) if self.state.points_to else None

    @property
    def rationale(self) -> str:
        return self.state.stance.rationale if self.state.stance else ""

    @property
    def label(self) -> str:
        """The stance in words, with a remark where its evidence is thin."""
        if self.position is None:
            return self.degree
        return rules.remark_label(self.degree, self.confidence, self.state.scoring)

    @property
    def degree(self) -> str:
        """The stance in words, without remarks on its evidence."""
        return _word(self)

    @property
    def confidence(self) -> Confidence | None:
        """The confidence that the evidence gives the stance, None where nothing scores."""
        return Confidence(self.state.confidence) if self.state.confidence else None

    @property
    def as_of(self) -> datetime.date | None:
        """The day of the stance. None is never current."""
        return self.state.day

    @property
    def documents(self) -> int:
        """The number of documents that carry the stance."""
        return self.state.documents


HeldStance = AssessedStance | LeadingStance
"""A stance with what follows from its claims: derived from them, or as it is kept."""


def _word(stance: HeldStance) -> str:
    if stance.position is None:
        return rules.code_label(stance.code, stance.points_to, stance.poles)
    return rules.degree_label(stance.position, stance.poles)


def assess_stances(stances: Sequence[Stance]) -> list[AssessedStance]:
    """Fetch the published claims of the stances and assess them, in their order.

    Costs two queries, however many stances there are.
    """
    keys = ((stance.topic_id, stance.speaker_id, stance.episode_id) for stance in stances)
    return assess_from_links(stances, ClaimTopic.objects.published().taking_position(keys).with_claims())


def assess_from_links(stances: Iterable[Stance], links: Iterable[ClaimTopic]) -> list[AssessedStance]:
    """Assess the stances, in their order, by the claims of the given links."""
    claims: defaultdict[tuple[int, int, int], list[Claim]] = defaultdict(list)
    for link in links:
        if link.bearing == Bearing.POSITION:
            claims[link.claim.speaker_id, link.topic_id, link.claim.episode_id].append(link.claim)
    return [
        AssessedStance(stance, tuple(claims[stance.speaker_id, stance.topic_id, stance.episode_id]))
        for stance in stances
    ]
