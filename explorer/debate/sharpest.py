"""The sharpest disagreement: the two guests furthest apart on one question, each with words that carry the place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from explorer.coding.vocabulary import Mode
from explorer.debate.comparison import Column, Comparison
from explorer.debate.evidence import ShownEvidence, TopicClaim
from explorer.models import Relation, Topic

OPPOSITE = 2
"""How many steps apart two guests are at least to be shown as opposites; then they never stand on the same side."""


@dataclass(frozen=True, slots=True)
class ClashSide:
    """One of two guests who are far apart, with a claim that carries the place."""

    column: Column
    item: TopicClaim

    @property
    def position(self) -> int:
        """The guest's place on the scale (−2…2)."""
        return self.column.position or 0

    @property
    def quoted(self) -> ShownEvidence:
        """The claim's best scoring evidence for a first page: own words first, asserted first, then the shortest."""
        return min(_scoring(self.item), key=_fitness)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two guests far apart on a topic, first pole first; ``reason`` where a curator found their claims in dispute."""

    topic: Topic
    sides: tuple[ClashSide, ClashSide]
    reason: str

    @property
    def weight(self) -> tuple[int, int, bool]:
        """How far apart the two are, how many of them are quoted in their own words, and whether the claims dispute."""
        one, other = self.sides
        own = sum(side.quoted.evidence.is_own_words for side in self.sides)
        return other.position - one.position, own, bool(self.reason)


def find_sharpest(comparisons: Iterable[Comparison], disputes: Sequence[Relation]) -> Clash | None:
    """Return the largest distance between two guests who both have scoring evidence behind them.

    Of pairs as far apart, the one in more own words, then one whose claims dispute each other, then the first in topic
    order. None where no two are ``OPPOSITE`` steps apart.
    """
    pairs = [(comparison.topic, *pair) for comparison in comparisons for pair in _pairs(comparison)]
    furthest = max((_distance(one, other) for _, one, other in pairs), default=0)
    if furthest < OPPOSITE:
        return None
    reasons = {(relation.from_claim_id, relation.to_claim_id): relation.reason for relation in disputes}
    found = (_clash(*pair, reasons) for pair in pairs if _distance(*pair[1:]) == furthest)
    return max(found, key=lambda clash: clash.weight)


def _pairs(comparison: Comparison) -> Iterable[tuple[Column, Column]]:
    """Yield every two guests whose places are carried by scoring evidence, first pole first."""
    placed = [column for column in comparison.columns if column.position is not None and _carrying(column)]
    return combinations(sorted(placed, key=lambda column: column.position or 0), 2)


def _distance(one: Column, other: Column) -> int:
    return (other.position or 0) - (one.position or 0)


def _clash(topic: Topic, one: Column, other: Column, reasons: Mapping[tuple[int, int], str]) -> Clash:
    """Return the two with the claims that show them best."""
    return max(
        (
            Clash(topic, (ClashSide(one, mine), ClashSide(other, theirs)), _reason(mine, theirs, reasons))
            for mine, theirs in product(_carrying(one), _carrying(other))
        ),
        key=lambda clash: (bool(clash.reason), clash.weight),
    )


def _reason(mine: TopicClaim, theirs: TopicClaim, reasons: Mapping[tuple[int, int], str]) -> str:
    ends = (mine.claim.pk, theirs.claim.pk)
    return reasons.get(ends) or reasons.get(ends[::-1], "")


def _carrying(column: Column) -> list[TopicClaim]:
    """Return the claims of position in the leading stance's episode that have scoring evidence."""
    if column.stance is None:
        return []
    rests_on = {claim.pk for claim in column.stance.claims}
    return [item for item in column.claims if item.claim.pk in rests_on and not item.qualifies and _scoring(item)]


def _fitness(quoted: ShownEvidence) -> tuple[bool, bool, int]:
    evidence = quoted.evidence
    return not evidence.is_own_words, evidence.mode != Mode.ASSERTED, len(evidence.exact)


def _scoring(item: TopicClaim) -> list[ShownEvidence]:
    return [quoted for quoted in item.quoted if quoted.evidence.scoring]
