"""What a column as of a day counts and what it leaves out: whatever was said later or has no date."""

import datetime
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from explorer.debate.evidence import TopicClaim, narrow_claims
from explorer.debate.stances import AssessedStance


@dataclass(frozen=True, slots=True)
class DayCut:
    """What a day leaves out of one speaker's column: later claims, undated claims, and a number of stances.

    ``own`` counts the speaker's own claims that it leaves out where the claims are not fetched.
    """

    day: datetime.date
    later: tuple[TopicClaim, ...]
    undated: tuple[TopicClaim, ...]
    stances: int = 0
    own: int = 0

    @property
    def affects_own_views(self) -> bool:
        """Whether the day leaves out a stance or a claim of the speaker's own, not only what others report of them."""
        return self.stances + self.own > 0 or any(not claim.is_reported for claim in (*self.later, *self.undated))

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the cut with only the evidence of the given grades and modes."""
        return replace(
            self, later=narrow_claims(self.later, grades, modes), undated=narrow_claims(self.undated, grades, modes)
        )


def counts_as_of(said: datetime.date | None, as_of: datetime.date | None) -> bool:
    """Return whether words said on one day count as of another. Undated words count only where no day is set."""
    return as_of is None or (said is not None and said <= as_of)


def build_day_cut(
    as_of: datetime.date | None, claims: Sequence[TopicClaim], stances: Iterable[AssessedStance] = ()
) -> DayCut | None:
    """Return what a day leaves out of a speaker's claims and stances, None where no day is set."""
    if as_of is None:
        return None
    return DayCut(
        as_of,
        tuple(claim for claim in claims if claim.day and claim.day > as_of),
        tuple(claim for claim in claims if claim.day is None),
        sum(not counts_as_of(stance.as_of, as_of) for stance in stances),
    )
