"""The words with which the page of a topic begins: of the two guests shown who are furthest apart, or of one guest."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import RelationKind
from explorer.debate.comparison import Column
from explorer.debate.evidence import TopicClaim
from explorer.debate.points import WEIGHTS, PointCell, PointRow, PointTable, list_pairs_apart, rank_claim
from explorer.models import Point, Relation


@dataclass(frozen=True, slots=True)
class OpeningSide:
    """One of the guests with whose words the page begins, and the claim that the words carry."""

    column: Column
    claim: TopicClaim


@dataclass(frozen=True, slots=True)
class Opening:
    """The words of two guests on one point, of one guest where no two speak to one.

    ``point`` is None where the claim has none, ``relation`` where the claims are not related.
    """

    sides: tuple[OpeningSide, ...]
    point: Point | None = None
    relation: Relation | None = None

    @property
    def steps(self) -> int | None:
        """How far apart the two stand (0…4), None where one of them has no place on the scale."""
        places = [side.column.position for side in self.sides if side.column.position is not None]
        return abs(places[0] - places[1]) if len(places) == 2 else None


def find_opening(table: PointTable) -> Opening | None:
    """Return the words to begin with, None where nobody says anything.

    Of the two furthest apart who speak to one point, a point on which they dispute each other comes first, then one on
    which they are related, then one on which both have words of their own.
    """
    for pair in list_pairs_apart(table.columns):
        shared = [row for row in table.rows if all(row.cells[place - 1].shown for place in pair)]
        if shared:
            return max((_open_row(row, pair) for row in shared), key=_weigh_opening)
    return _open_alone([cell for row in (*table.rows, table.also) for cell in row.cells if cell.shown])


def _open_row(row: PointRow, pair: tuple[int, int]) -> Opening:
    """Return the opening of two columns on a point: two related claims, else those that answer it best."""
    cells = [row.cells[place - 1] for place in pair]
    related = [relation for tie in row.ties if (tie.first, tie.second) == pair for relation in tie.relations]
    relation = min(related, key=lambda relation: WEIGHTS.index(RelationKind(relation.kind)), default=None)
    ends = {relation.from_claim_id, relation.to_claim_id} if relation else set()
    claims = [[item.claim for item in cell.shown] for cell in cells]
    best = [next((claim for claim in held if claim.pk in ends), held[0]) for held in claims]
    sides = tuple(OpeningSide(cell.column, claim) for cell, claim in zip(cells, best, strict=True))
    return Opening(sides, row.point, relation)


def _weigh_opening(opening: Opening) -> tuple[bool, bool, int]:
    """Return a sort key: the fittest opening has the highest."""
    is_disputed = opening.relation is not None and opening.relation.kind == RelationKind.DISPUTES
    own = sum(side.claim.has_own_words for side in opening.sides)
    return is_disputed, opening.relation is not None, own


def _open_alone(cells: Sequence[PointCell]) -> Opening | None:
    """Return the opening with the best of the claims that the cells show first, None without a cell."""
    sides = [OpeningSide(cell.column, cell.shown[0].claim) for cell in cells]
    best = min(sides, key=lambda side: rank_claim(side.claim), default=None)
    return Opening((best,), best.claim.point) if best else None
