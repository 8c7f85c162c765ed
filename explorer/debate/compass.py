"""Who stands where when two questions are put at right angles; nobody is placed without a position."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from explorer.coding.vocabulary import Confidence
from explorer.debate import compass_layout
from explorer.debate.comparison import Column, Comparison
from explorer.models import Speaker, Topic


class Place(StrEnum):
    """Where a guest is found on the page; in the order of the table."""

    MAP = "On the map"
    BELOW = "In the lower margin"
    BESIDE = "In the left margin"
    TABLE = "In this table only"


@dataclass(frozen=True, slots=True)
class Bearings:
    """One guest on both questions."""

    speaker: Speaker
    x: Column
    y: Column

    @property
    def placed(self) -> list[Column]:
        """What gives the guest a number: both columns, one, or none."""
        return [column for column in (self.x, self.y) if column.position is not None]

    @property
    def place(self) -> Place:
        """Where the guest is found."""
        if self.x.position is None:
            return Place.TABLE if self.y.position is None else Place.BESIDE
        return Place.BELOW if self.y.position is None else Place.MAP

    @property
    def is_hollow(self) -> bool:
        """Whether the mark is drawn hollow: on an axis on which the guest is placed, confidence is low."""
        return any(column.is_hollow for column in self.placed)

    @property
    def confidence(self) -> Confidence | None:
        """The lower confidence of the positions; None where one of them has none."""
        found = [column.stance.confidence for column in self.placed if column.stance]
        known = [confidence for confidence in found if confidence]
        return max(known, key=list(Confidence).index) if known and len(known) == len(found) else None

    @property
    def label(self) -> compass_layout.Label:
        """What can be written beside the guest's mark."""
        return compass_layout.Label(self.speaker.short_name, self.speaker.initials)


@dataclass(frozen=True, slots=True)
class Point:
    """A guest's mark on the map or in its margin."""

    guest: Bearings
    mark: compass_layout.Mark


@dataclass(frozen=True, slots=True)
class Compass:
    """Two questions, the guests in the order of the table, and the marks of those who are placed."""

    x: Topic
    y: Topic
    guests: tuple[Bearings, ...]
    points: tuple[Point, ...]

    def found(self, place: Place) -> list[Bearings]:
        """Return those who are found in one place."""
        return [guest for guest in self.guests if guest.place == place]

    @property
    def on_the_map(self) -> list[Bearings]:
        """Those with a position on both questions."""
        return self.found(Place.MAP)

    @property
    def in_the_margin(self) -> list[Bearings]:
        """Those with a position on one of the questions."""
        return [*self.found(Place.BELOW), *self.found(Place.BESIDE)]

    @property
    def unplaced(self) -> list[Bearings]:
        """Those without a position on either question."""
        return self.found(Place.TABLE)


def most_shared(comparisons: Sequence[Comparison]) -> tuple[Topic, Topic] | None:
    """Return the two topics on which most guests have a position on both; of several pairs, on which most have any.

    Of pairs that still tie, the first in topic order; None where there are fewer than two topics.
    """
    placed = [(comparison.topic, _placed(comparison)) for comparison in comparisons]
    pairs = [((x, y), (len(one & other), len(one | other))) for (x, one), (y, other) in combinations(placed, 2)]
    return max(pairs, key=lambda pair: pair[1])[0] if pairs else None


def chart(x: Comparison, y: Comparison) -> Compass:
    """Put two comparisons of the same speakers at right angles."""
    pairs = zip(x.columns, y.columns, strict=True)
    guests = [Bearings(one.speaker, one, other) for one, other in pairs]
    order = list(Place)
    guests.sort(key=lambda guest: (order.index(guest.place), guest.speaker.name, guest.speaker.slug))
    return Compass(x.topic, y.topic, tuple(guests), tuple(_points(guests)))


def _placed(comparison: Comparison) -> set[int]:
    return {column.speaker.pk for column in comparison.columns if column.position is not None}


def _points(guests: Iterable[Bearings]) -> Iterable[Point]:
    """Yield the marks cell by cell, own words before others in each, so that nearby marks follow each other."""
    cells: defaultdict[tuple[Place, int, int], list[Bearings]] = defaultdict(list)
    for guest in sorted(guests, key=lambda guest: guest.is_hollow):
        cells[guest.place, guest.y.position or 0, guest.x.position or 0].append(guest)
    for (place, y, x), here in sorted(cells.items()):
        labels = [guest.label for guest in here]
        neighbours = (
            {(place, y, x - 1), (place, y, x + 1)} if place != Place.BESIDE else {(place, y - 1, x), (place, y + 1, x)}
        )
        marks = _marks(place, x, y, labels, has_neighbours=not neighbours.isdisjoint(cells))
        yield from (Point(guest, mark) for guest, mark in zip(here, marks, strict=False))


def _marks(
    place: Place, x: int, y: int, labels: Sequence[compass_layout.Label], *, has_neighbours: bool
) -> list[compass_layout.Mark]:
    """Return the marks of those who share a place; none for those who are found in the table only."""
    if place == Place.MAP:
        return compass_layout.in_cell(x, y, labels, has_neighbours=has_neighbours)
    if place == Place.BELOW:
        return compass_layout.below(x, labels, has_neighbours=has_neighbours)
    return compass_layout.beside(y, labels, has_neighbours=has_neighbours) if place == Place.BESIDE else []
