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


class CompassPlace(StrEnum):
    """Where a guest is found on the page; in the order of the table."""

    MAP = "On the map"
    BELOW = "In the lower margin"
    BESIDE = "In the left margin"
    TABLE = "In this table only"


@dataclass(frozen=True, slots=True)
class GuestBearings:
    """One guest on both questions."""

    speaker: Speaker
    x: Column
    y: Column

    @property
    def placed(self) -> list[Column]:
        """What gives the guest a number: both columns, one, or none."""
        return [column for column in (self.x, self.y) if column.position is not None]

    @property
    def place(self) -> CompassPlace:
        """Where the guest is found."""
        if self.x.position is None:
            return CompassPlace.TABLE if self.y.position is None else CompassPlace.BESIDE
        return CompassPlace.BELOW if self.y.position is None else CompassPlace.MAP

    @property
    def is_thinly_evidenced(self) -> bool:
        """Whether the mark is drawn hollow: on an axis on which the guest is placed, confidence is low."""
        return any(column.is_thinly_evidenced for column in self.placed)

    @property
    def confidence(self) -> Confidence | None:
        """The lower confidence of the positions; None where one of them has none."""
        found = [column.stance.confidence for column in self.placed if column.stance]
        known = [confidence for confidence in found if confidence]
        return max(known, key=list(Confidence).index) if known and len(known) == len(found) else None

    @property
    def label(self) -> compass_layout.NameLabel:
        """What can be written beside the guest's mark."""
        return compass_layout.NameLabel(self.speaker.short_name, self.speaker.initials)


@dataclass(frozen=True, slots=True)
class CompassPoint:
    """A guest's mark on the map or in its margin."""

    guest: GuestBearings
    mark: compass_layout.CompassMark


@dataclass(frozen=True, slots=True)
class Compass:
    """Two questions, the guests in the order of the table, and the marks of those who are placed."""

    x: Topic
    y: Topic
    guests: tuple[GuestBearings, ...]
    points: tuple[CompassPoint, ...]

    def found(self, place: CompassPlace) -> list[GuestBearings]:
        """Return those who are found in one place."""
        return [guest for guest in self.guests if guest.place == place]

    @property
    def on_the_map(self) -> list[GuestBearings]:
        """Those with a position on both questions."""
        return self.found(CompassPlace.MAP)

    @property
    def in_the_margin(self) -> list[GuestBearings]:
        """Those with a position on one of the questions."""
        return [*self.found(CompassPlace.BELOW), *self.found(CompassPlace.BESIDE)]

    @property
    def unplaced(self) -> list[GuestBearings]:
        """Those without a position on either question."""
        return self.found(CompassPlace.TABLE)


def most_shared(comparisons: Sequence[Comparison]) -> tuple[Topic, Topic] | None:
    """Return the two topics on which most guests have a position on both; of several pairs, on which most have any.

    Of pairs that still tie, the first in topic order; None where there are fewer than two topics.
    """
    placed = [(comparison.topic, _placed(comparison)) for comparison in comparisons]
    pairs = [((x, y), (len(one & other), len(one | other))) for (x, one), (y, other) in combinations(placed, 2)]
    return max(pairs, key=lambda pair: pair[1])[0] if pairs else None


def chart_compass(x: Comparison, y: Comparison) -> Compass:
    """Put two comparisons of the same speakers at right angles."""
    pairs = zip(x.columns, y.columns, strict=True)
    guests = [GuestBearings(one.speaker, one, other) for one, other in pairs]
    order = list(CompassPlace)
    guests.sort(key=lambda guest: (order.index(guest.place), guest.speaker.name, guest.speaker.slug))
    return Compass(x.topic, y.topic, tuple(guests), tuple(_points(guests)))


def _placed(comparison: Comparison) -> set[int]:
    return {column.speaker.pk for column in comparison.columns if column.position is not None}


def _points(guests: Iterable[GuestBearings]) -> Iterable[CompassPoint]:
    """Yield the marks cell by cell, own words before others in each, so that nearby marks follow each other."""
    cells: defaultdict[tuple[CompassPlace, int, int], list[GuestBearings]] = defaultdict(list)
    for guest in sorted(guests, key=lambda guest: guest.is_thinly_evidenced):
        cells[guest.place, guest.y.position or 0, guest.x.position or 0].append(guest)
    for (place, y, x), here in sorted(cells.items()):
        labels = [guest.label for guest in here]
        neighbours = (
            {(place, y, x - 1), (place, y, x + 1)}
            if place != CompassPlace.BESIDE
            else {(place, y - 1, x), (place, y + 1, x)}
        )
        marks = _marks(place, x, y, labels, has_neighbours=not neighbours.isdisjoint(cells))
        yield from (CompassPoint(guest, mark) for guest, mark in zip(here, marks, strict=False))


def _marks(
    place: CompassPlace, x: int, y: int, labels: Sequence[compass_layout.NameLabel], *, has_neighbours: bool
) -> list[compass_layout.CompassMark]:
    """Return the marks of those who share a place; none for those who are found in the table only."""
    if place == CompassPlace.MAP:
        return compass_layout.in_cell(x, y, labels, has_neighbours=has_neighbours)
    if place == CompassPlace.BELOW:
        return compass_layout.below(x, labels, has_neighbours=has_neighbours)
    return compass_layout.beside(y, labels, has_neighbours=has_neighbours) if place == CompassPlace.BESIDE else []
