"""The comparison point by point: a row for each point, a cell for each column, and the relations between claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from explorer.coding.vocabulary import Grade, Mode, RelationKind
from explorer.debate.column_choice import ColumnChoice
from explorer.debate.comparison import Column
from explorer.debate.evidence import GRADE_PLACES, MODE_PLACES, TopicClaim
from explorer.models import Claim, Point, Relation

FILLED_ROWS = 3
"""The number of points with claims from which a topic is shown point by point unless the reader asks otherwise."""

WEIGHTS = (RelationKind.DISPUTES, RelationKind.AGREES, RelationKind.QUALIFIES, RelationKind.ANSWERS)
"""Kinds of relation, the one first that decides how the line between two columns is drawn."""


@dataclass(frozen=True, slots=True)
class PointTie:
    """The relations between the claims of two columns in one row; ``first`` and ``second`` count columns from 1."""

    first: int
    second: int
    relations: tuple[Relation, ...]

    @property
    def kind(self) -> RelationKind:
        """The kind of relation that decides how the tie is drawn."""
        kinds = {RelationKind(relation.kind) for relation in self.relations}
        return next(kind for kind in WEIGHTS if kind in kinds)


@dataclass(frozen=True, slots=True)
class DistantRelation:
    """A relation of a shown claim to ``other``, a claim in another row or of somebody without a column."""

    relation: Relation
    other: Claim
    is_outgoing: bool


@dataclass(frozen=True, slots=True)
class CellClaim:
    """A claim in a cell: the ties of the row that it is part of, and its relations to elsewhere."""

    claim: TopicClaim
    ties: tuple[tuple[PointTie, Relation], ...]
    distant: tuple[DistantRelation, ...]


@dataclass(frozen=True, slots=True)
class PointCell:
    """What one column says on a point: the claims shown, and the others, which open under the row.

    ``place`` counts columns from 1. ``hidden`` is the number of claims that the choice of evidence leaves out,
    ``further`` that of claims on other pages.
    """

    column: Column
    place: int
    shown: tuple[CellClaim, ...]
    others: tuple[CellClaim, ...]
    hidden: int
    further: int = 0

    @property
    def everything(self) -> tuple[CellClaim, ...]:
        """The claims shown and the others."""
        return self.shown + self.others

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said here, even without a choice of evidence."""
        return not (self.shown or self.hidden or self.further)


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with a cell for each column; ``number`` counts from 1. ``point`` is None for what is also said."""

    number: int
    point: Point | None
    cells: tuple[PointCell, ...]
    ties: tuple[PointTie, ...]

    @property
    def is_filled(self) -> bool:
        """Whether any column says something here."""
        return any(not cell.is_silent for cell in self.cells)


@dataclass(frozen=True, slots=True)
class PointAgreement:
    """Two speakers who agree, or disagree, on a point of the table."""

    row: PointRow
    pair: tuple[Column, Column]


@dataclass(frozen=True, slots=True)
class PointTable:
    """The columns in order, a row for each point of the topic, and ``also``, the row of claims without a point."""

    columns: tuple[Column, ...]
    rows: tuple[PointRow, ...]
    also: PointRow

    @property
    def furthest(self) -> tuple[int, int]:
        """The places of the two columns furthest apart, counted from 1; of the first two where fewer are placed."""
        return next(iter(list_pairs_apart(self.columns)), (1, min(2, len(self.columns))))

    @property
    def agreements(self) -> list[PointAgreement]:
        """Who agrees with whom on which point."""
        return self._list_pairs(RelationKind.AGREES)

    @property
    def disagreements(self) -> list[PointAgreement]:
        """Who disputes whom on which point."""
        return self._list_pairs(RelationKind.DISPUTES)

    def _list_pairs(self, kind: RelationKind) -> list[PointAgreement]:
        """Return each pair once a row, also where the claim of the other stands in another row."""
        places = {column.speaker.pk: place for place, column in enumerate(self.columns)}
        found: dict[tuple[int, int, int], PointAgreement] = {}
        for row in self.rows:
            for relation in _list_relations(row):
                ends = {places.get(claim.speaker_id) for claim in (relation.from_claim, relation.to_claim)} - {None}
                if relation.kind == kind and len(ends) == 2:
                    first, second = sorted(end for end in ends if end is not None)
                    pair = self.columns[first], self.columns[second]
                    found.setdefault((row.number, first, second), PointAgreement(row, pair))
        return list(found.values())


def _list_relations(row: PointRow) -> Iterable[Relation]:
    """Yield the relations within a row, and those that lead from one of its claims to another row."""
    for tie in row.ties:
        yield from tie.relations
    for cell in row.cells:
        for item in cell.everything:
            yield from (distant.relation for distant in item.distant if distant.is_outgoing)


def list_pairs_apart(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return every two places, counted from 1: those furthest apart first, then those with more words of their own."""
    places = dict(enumerate(columns, start=1))
    return sorted(combinations(places, 2), key=lambda pair: _weigh_pair(places, pair), reverse=True)


def _weigh_pair(columns: Mapping[int, Column], pair: tuple[int, int]) -> tuple[int, int]:
    """Return the steps between two columns, −1 where one has no position, and how many claims are in own words."""
    first, second = (columns[place] for place in pair)
    is_placed = first.position is not None and second.position is not None
    steps = abs((first.position or 0) - (second.position or 0)) if is_placed else -1
    return steps, first.own_words_count + second.own_words_count


def group_by_claim(relations: Iterable[Relation]) -> dict[int, list[Relation]]:
    """Return the relations by the key of each of their two claims."""
    groups: dict[int, list[Relation]] = defaultdict(list)
    for relation in relations:
        groups[relation.from_claim_id].append(relation)
        groups[relation.to_claim_id].append(relation)
    return dict(groups)


def build_point_table(points: Sequence[Point], choice: ColumnChoice, relations: Sequence[Relation]) -> PointTable:
    """Return the table of the columns that a reader is shown; costs no query."""
    ordered = put_related_together(choice.shown, relations) if choice.is_by_position else choice.shown
    builder = _TableBuilder(ordered, choice, relations)
    rows = [builder.build_row(number, point) for number, point in enumerate(points, start=1)]
    return PointTable(tuple(ordered), tuple(rows), builder.build_row(len(rows) + 1, None))


def put_related_together(columns: Sequence[Column], relations: Iterable[Relation]) -> list[Column]:
    """Return the columns so that among those of one position the related ones are neighbours; else as they came."""
    pairs = [frozenset({relation.from_claim.speaker_id, relation.to_claim.speaker_id}) for relation in relations]

    def width(order: tuple[int, ...]) -> int:
        places = {columns[place].speaker.pk: number for number, place in enumerate(order)}
        known = [[places[key] for key in pair if key in places] for pair in pairs]
        return sum(abs(ends[0] - ends[1]) for ends in known if len(ends) == 2)

    # At most a few columns are shown, so that every order can be tried.
    allowed = [
        order
        for order in permutations(range(len(columns)))
        if [columns[place].position for place in order] == [column.position for column in columns]
    ]
    return [columns[place] for place in min(allowed, key=width)]


class _TableBuilder:
    """Sorts claims into rows and cells, and the relations between them into ties and distant ones."""

    def __init__(self, columns: Sequence[Column], choice: ColumnChoice, relations: Sequence[Relation]) -> None:
        self._columns = columns
        self._portion = choice.portion
        self._relations = group_by_claim(relations)

    def build_row(self, number: int, point: Point | None) -> PointRow:
        """Return the row of a point, or of the claims that have none."""
        held = {
            place: sorted(_keep_point(_list_claims(column), point), key=self._rank)
            for place, column in enumerate(self._columns, start=1)
        }
        ties = tuple(self._tie(first, second, held) for first, second in combinations(held, 2))
        ties = tuple(tie for tie in ties if tie.relations)
        cells = tuple(self._build_cell(place, claims, ties, point) for place, claims in held.items())
        return PointRow(number, point, cells, ties)

    def _tie(self, first: int, second: int, held: Mapping[int, Sequence[TopicClaim]]) -> PointTie:
        ours, theirs = ({claim.pk for claim in held[place]} for place in (first, second))
        found = [
            relation
            for key in ours
            for relation in self._relations.get(key, ())
            if ({relation.from_claim_id, relation.to_claim_id} - {key}) <= theirs
        ]
        return PointTie(first, second, tuple(sorted(found, key=lambda relation: relation.pk)))

    def _build_cell(
        self, place: int, claims: Sequence[TopicClaim], ties: Sequence[PointTie], point: Point | None
    ) -> PointCell:
        made = [self._build_claim(claim, ties) for claim in claims]
        tied = [cell for cell in made if cell.ties]
        shown = tied if len(tied) > 1 else made[:1] + [cell for cell in made[1:] if cell.ties]
        column = self._columns[place - 1]
        open_keys = {cell.claim.pk for cell in shown}
        others = [cell for cell in made if cell.claim.pk not in open_keys]
        hidden, further = self._portion.count_left_out(column.speaker, point, len(claims))
        return PointCell(column, place, tuple(shown), tuple(others), hidden, further)

    def _build_claim(self, claim: TopicClaim, ties: Sequence[PointTie]) -> CellClaim:
        tied = tuple(
            (tie, relation)
            for tie in ties
            for relation in tie.relations
            if claim.pk in {relation.from_claim_id, relation.to_claim_id}
        )
        near = {relation.pk for _, relation in tied}
        distant = tuple(
            self._lead_away(relation, claim)
            for relation in self._relations.get(claim.pk, ())
            if relation.pk not in near
        )
        return CellClaim(claim, tied, distant)

    def _lead_away(self, relation: Relation, claim: TopicClaim) -> DistantRelation:
        is_outgoing = relation.from_claim_id == claim.pk
        other = relation.to_claim if is_outgoing else relation.from_claim
        return DistantRelation(relation, other, is_outgoing)

    def _rank(self, claim: TopicClaim) -> tuple[object, ...]:
        """Return the sort key of a claim; of equal ones that with more relations answers better."""
        return (*rank_claim(claim), -len(self._relations.get(claim.pk, ())), -len(claim.quoted), claim.pk)


def rank_claim(claim: TopicClaim) -> tuple[bool, bool, bool, int, int]:
    """Return a sort key: the claim that answers a point best has the lowest."""
    best, mode = claim.best_quoted, claim.mode
    return (
        claim.qualifies,
        claim.is_reported,
        not claim.has_own_words,
        GRADE_PLACES[best.grade] if best else len(Grade),
        MODE_PLACES[mode] if mode else len(Mode),
    )


def _list_claims(column: Column) -> tuple[TopicClaim, ...]:
    return (*column.claims, *column.reported)


def _keep_point(claims: Iterable[TopicClaim], point: Point | None) -> list[TopicClaim]:
    return [claim for claim in claims if (claim.point.pk if claim.point else None) == (point.pk if point else None)]
