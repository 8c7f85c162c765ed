"""The sharpest clash: the two guests furthest apart on one question, each with words that carry their position."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from explorer.coding.vocabulary import Mode
from explorer.debate.comparison import Column, Comparison
from explorer.debate.evidence import ShownEvidence, TopicClaim
from explorer.models import Relation, Topic

OPPOSITE = 2
"""The smallest number of steps between two guests who clash. Two steps apart, they never stand on the same side."""


@dataclass(frozen=True, slots=True)
class ClashSide:
    """One of two guests who clash, with a claim that carries their position."""

    column: Column
    claim: TopicClaim

    @property
    def position(self) -> int:
        """The guest's position on the scale (−2…2)."""
        return self.column.position or 0

    @property
    def quoted(self) -> ShownEvidence:
        """The scoring evidence that represents the claim: own words first, then asserted, then the shortest."""
        return min(_list_scoring(self.claim), key=_display_rank)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two guests far apart on a topic, the one nearer to the first pole first.

    ``reason`` is a curator's reason why one of the two claims disputes the other, empty where none does.
    """

    topic: Topic
    sides: tuple[ClashSide, ClashSide]
    reason: str

    @property
    def weight(self) -> tuple[int, int, bool]:
        """The steps between the two, the number of them quoted in their own words, and whether their claims dispute."""
        first, second = self.sides
        own = sum(side.quoted.is_own_words for side in self.sides)
        return second.position - first.position, own, bool(self.reason)


def find_sharpest(comparisons: Iterable[Comparison], disputes: Sequence[Relation]) -> Clash | None:
    """Return the clash with the largest distance between two guests who both have scoring evidence.

    Of pairs that tie, the one with more own words, then one whose claims dispute each other, then the first in topic
    order. None where no two guests are ``OPPOSITE`` steps apart.
    """
    pairs = [(comparison.topic, *pair) for comparison in comparisons for pair in _list_pairs(comparison)]
    furthest = max((_distance(first, second) for _, first, second in pairs), default=0)
    if furthest < OPPOSITE:
        return None
    reasons = {(relation.from_claim_id, relation.to_claim_id): relation.reason for relation in disputes}
    clashes = (_build_clash(*pair, reasons) for pair in pairs if _distance(*pair[1:]) == furthest)
    return max(clashes, key=lambda clash: clash.weight)


def _list_pairs(comparison: Comparison) -> Iterable[tuple[Column, Column]]:
    """Yield every two guests with scoring evidence for their positions, the one nearer to the first pole first."""
    placed = [column for column in comparison.columns if column.position is not None and _list_carrying(column)]
    return combinations(sorted(placed, key=lambda column: column.position or 0), 2)


def _distance(first: Column, second: Column) -> int:
    return (second.position or 0) - (first.position or 0)


def _build_clash(topic: Topic, first: Column, second: Column, reasons: Mapping[tuple[int, int], str]) -> Clash:
    """Return the clash of two guests with those of their claims that dispute each other or weigh most."""
    return max(
        (
            Clash(topic, (ClashSide(first, mine), ClashSide(second, theirs)), _find_reason(mine, theirs, reasons))
            for mine, theirs in product(_list_carrying(first), _list_carrying(second))
        ),
        key=lambda clash: (bool(clash.reason), clash.weight),
    )


def _find_reason(mine: TopicClaim, theirs: TopicClaim, reasons: Mapping[tuple[int, int], str]) -> str:
    ends = (mine.pk, theirs.pk)
    return reasons.get(ends) or reasons.get(ends[::-1], "")


def _list_carrying(column: Column) -> list[TopicClaim]:
    """Return the claims that the column's stance rests on and that have scoring evidence."""
    if column.stance is None:
        return []
    rests_on = {claim.pk for claim in column.stance.claims}
    return [claim for claim in column.claims if claim.pk in rests_on and not claim.qualifies and _list_scoring(claim)]


def _display_rank(quoted: ShownEvidence) -> tuple[bool, bool, int]:
    """Return a sort key: the evidence fittest for a first page has the lowest."""
    return not quoted.is_own_words, quoted.mode != Mode.ASSERTED, len(quoted.evidence.exact)


def _list_scoring(claim: TopicClaim) -> list[ShownEvidence]:
    return [quoted for quoted in claim.quoted if quoted.scoring]
