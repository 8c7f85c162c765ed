"""How near two people are: the questions that both answer, how many they agree on, and the steps between them."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Question = TypeVar("Question", bound=Hashable)
Person = TypeVar("Person", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PairTally:
    """Of two people: the questions that both answer, those that they agree on, and the steps between them in all."""

    compared: int
    agreed: int
    steps: int

    @property
    def differed(self) -> int:
        """The number of questions on which they stand on different sides."""
        return self.compared - self.agreed

    @property
    def nearness(self) -> tuple[Fraction, int]:
        """A sort key, the lowest for the furthest: the share of questions agreed on, then fewer steps."""
        return Fraction(self.agreed, max(self.compared, 1)), -self.steps


def find_side(position: int) -> int:
    """Return the side of a position (−2…2): −1 or 1 for a pole's, 0 at the middle."""
    return (position > 0) - (position < 0)


def tally_pair(
    ours: Mapping[Question, int], theirs: Mapping[Question, int], shared_verdicts: Collection[Question] = ()
) -> PairTally:
    """Return the tally of two people by their positions (−2…2).

    They agree on the questions where they stand on one side, and on those of ``shared_verdicts``.
    """
    placed = ours.keys() & theirs.keys()
    one_sided = {question for question in placed if find_side(ours[question]) == find_side(theirs[question])}
    agreed = one_sided.union(shared_verdicts)
    steps = sum(abs(ours[question] - theirs[question]) for question in placed)
    return PairTally(len(placed | agreed), len(agreed), steps)


def find_ends(tallies: Mapping[Person, PairTally]) -> tuple[Person | None, Person | None]:
    """Return who is furthest and who is nearest among those with a question to compare.

    A single one is either the furthest or the nearest, by whether they agree on less than half of the questions.
    """
    ordered = order_by_nearness(tallies)
    if len(ordered) == 1:
        [only] = ordered
        is_far = 2 * tallies[only].agreed < tallies[only].compared
        return (only, None) if is_far else (None, only)
    return (ordered[0], ordered[-1]) if ordered else (None, None)


def order_by_nearness(tallies: Mapping[Person, PairTally]) -> Sequence[Person]:
    """Return those with a question to compare, the furthest first; who ties keeps the order given."""
    known = [person for person, tally in tallies.items() if tally.compared]
    return sorted(known, key=lambda person: tallies[person].nearness)
