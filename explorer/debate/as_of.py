"""What was said by a day, and what the day leaves out; what has no date is placed nowhere in time."""

import datetime
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from explorer.debate.evidence import TopicClaim, narrow_claims
from explorer.debate.stances import AssessedStance


@dataclass(frozen=True, slots=True)
class DayCut:
    """What a day leaves out of what one speaker holds on a topic: claims said later, claims without a date, stances."""

    day: datetime.date
    later: tuple[TopicClaim, ...]
    undated: tuple[TopicClaim, ...]
    stances: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the day leaves out anything that the speaker says; what others report of them makes no position."""
        return self.stances > 0 or any(not item.claim.is_reported for item in (*self.later, *self.undated))

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the cut with only evidence of the given grades and modes."""
        return replace(
            self, later=narrow_claims(self.later, grades, modes), undated=narrow_claims(self.undated, grades, modes)
        )


def counts_by(said: datetime.date | None, as_of: datetime.date | None) -> bool:
    """Return whether what was said on a day counts as of another; what has no date counts only where no day is set."""
    return as_of is None or (said is not None and said <= as_of)


def cut_at_day(
    as_of: datetime.date | None, claims: Sequence[TopicClaim], stances: Iterable[AssessedStance] = ()
) -> DayCut | None:
    """Return what a day leaves out of a speaker's claims and stances; None where no day is set."""
    if as_of is None:
        return None
    return DayCut(
        as_of,
        tuple(claim for claim in claims if claim.day and claim.day > as_of),
        tuple(claim for claim in claims if claim.day is None),
        sum(not counts_by(stance.as_of, as_of) for stance in stances),
    )
