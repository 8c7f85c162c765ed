"""The states of a cell, derived from its claims and stances: one as of every day on which it changes, and the present.

Whatever a state holds is what the column of the speaker holds as of that day (`debate/compare.py`).
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from explorer.debate.evidence import TopicClaim
from explorer.debate.stances import AssessedStance
from explorer.models import CellState, Claim

Cell = tuple[int, int]
"""The keys of a topic and a speaker."""

Day = datetime.date | None


@dataclass(slots=True)
class _CellTally:
    """What a cell holds of the claims and stances that were counted so far."""

    cell: Cell
    leading: AssessedStance | None = None
    leading_day: Day = None
    counts: Counter[str] = field(default_factory=Counter)
    grades: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)

    def count_claim(self, claim: TopicClaim) -> None:
        """Count a claim with its evidence."""
        self.grades.update(quoted.grade.value for quoted in claim.quoted)
        self.modes.update(quoted.mode.value for quoted in claim.quoted)
        if claim.is_reported:
            self.counts["reported"] += 1
            return
        self.counts["claims"] += 1
        self.counts["position_claims"] += not claim.qualifies
        self.counts["own_words"] += any(quoted.is_labelled_speech for quoted in claim.quoted)

    def count_stance(self, stance: AssessedStance, day: Day) -> None:
        """Count a stance, which leads where it is newer than the leading one; an undated one is newer than none."""
        self.counts["stances"] += 1
        if self.leading is None or (day and (self.leading_day is None or day > self.leading_day)):
            self.leading, self.leading_day = stance, day

    def build_state(self, since: Day, until: Day) -> CellState:
        """Return the state of the cell as counted."""
        topic, speaker = self.cell
        return CellState(
            topic_id=topic,
            speaker_id=speaker,
            since=since,
            until=until,
            **{name: self.counts[name] for name in ("stances", "claims", "position_claims", "own_words", "reported")},
            grades=_list_counts(self.grades),
            modes=_list_counts(self.modes),
            **(_describe_stance(self.leading, self.leading_day) if self.leading else {}),
        )


def derive_states(cell: Cell, claims: Iterable[TopicClaim], stances: Iterable[AssessedStance]) -> list[CellState]:
    """Return the states of a cell, the present one last; none where nothing is held."""
    claims_by_day: defaultdict[Day, list[TopicClaim]] = defaultdict(list)
    for claim in claims:
        claims_by_day[claim.day].append(claim)
    stances_by_day: defaultdict[Day, list[AssessedStance]] = defaultdict(list)
    for stance in stances:
        stances_by_day[stance.as_of].append(stance)
    days: Sequence[Day] = sorted(day for day in claims_by_day.keys() | stances_by_day.keys() if day)
    tally, states = _CellTally(cell), []
    for place, day in enumerate([*days, None]):
        for claim in claims_by_day[day]:
            tally.count_claim(claim)
        for stance in stances_by_day[day]:
            tally.count_stance(stance, day)
        states.append(tally.build_state(day, days[place + 1] if place + 1 < len(days) else None))
    if not tally.counts.total():
        return []
    if tally.leading:
        states[-1].carrier, states[-1].is_carried_by_own_words = _find_carrier(tally.leading)
    return states


def _describe_stance(stance: AssessedStance, day: Day) -> dict[str, object]:
    return {
        "stance_id": stance.pk,
        "code": stance.code.value,
        "position": stance.position,
        "points_to": stance.points_to.value if stance.points_to else "",
        "confidence": stance.confidence.value if stance.confidence else "",
        "scoring": sum(witness.scoring for witness in stance.witnesses),
        "documents": stance.documents,
        "day": day,
    }


def _list_counts(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def list_carrying(stance: AssessedStance) -> Sequence[Claim]:
    """Return the claims with scoring evidence among those that a stance with a number rests on."""
    if stance.position is None:
        return []
    return [claim for claim in stance.claims if any(piece.scoring for piece in claim.evidence.all())]


def has_own_words(claim: Claim) -> bool:
    """Whether scoring evidence of a claim is the holder's own speech."""
    return any(piece.scoring and piece.is_own_words for piece in claim.evidence.all())


def _find_carrier(stance: AssessedStance) -> tuple[Claim | None, bool]:
    """Return the claim that carries a position best, one with own words first, and whether it has such words."""
    carrying = list_carrying(stance)
    own = next((claim for claim in carrying if has_own_words(claim)), None)
    return own or next(iter(carrying), None), own is not None
