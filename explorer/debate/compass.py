"""The compass: guests on a map with a question along each axis. A guest without any position has no mark."""

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
    """Where on the page a guest stands; the table of guests lists the places in this order."""

    MAP = "On the map"
    BELOW = "In the lower margin"
    BESIDE = "In the left margin"
    TABLE = "In this table only"


@dataclass(frozen=True, slots=True)
class GuestBearings:
    """One guest's columns on both questions."""

    speaker: Speaker
    x: Column
    y: Column

    @property
    def placed(self) -> list[Column]:
        """The columns with a position: both, one or none."""
        return [column for column in (self.x, self.y) if column.position is not None]

    @property
    def place(self) -> CompassPlace:
        """Where on the page the guest stands."""
        if self.x.position is None:
            return CompassPlace.TABLE if self.y.position is None else CompassPlace.BESIDE
        return CompassPlace.BELOW if self.y.position is None else CompassPlace.MAP

    @property
    def is_thinly_evidenced(self) -> bool:
        """Whether a position of the guest rests on summaries or notes only; the mark is then drawn hollow."""
        return any(column.is_thinly_evidenced for column in self.placed)

    @property
    def confidence(self) -> Confidence | None:
        """The lowest confidence of the guest's positions; None if a position has no confidence."""
        confidences = [column.stance.confidence for column in self.placed if column.stance]
        known = [confidence for confidence in confidences if confidence]
        # The members of Confidence go from high to low, so that the lowest has the largest index.
        return max(known, key=list(Confidence).index) if known and len(known) == len(confidences) else None

    @property
    def label(self) -> compass_layout.NameLabel:
        """The name and the initials that can be written beside the guest's mark."""
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

    def list_at(self, place: CompassPlace) -> list[GuestBearings]:
        return [guest for guest in self.guests if guest.place == place]

    @property
    def on_the_map(self) -> list[GuestBearings]:
        """The guests with a position on both questions."""
        return self.list_at(CompassPlace.MAP)

    @property
    def in_the_margin(self) -> list[GuestBearings]:
        """The guests with a position on one of the questions."""
        return [*self.list_at(CompassPlace.BELOW), *self.list_at(CompassPlace.BESIDE)]

    @property
    def unplaced(self) -> list[GuestBearings]:
        """The guests without a position on either question."""
        return self.list_at(CompassPlace.TABLE)


def find_most_shared_pair(comparisons: Sequence[Comparison]) -> tuple[Topic, Topic] | None:
    """Return the two topics on which the most guests have a position on both.

    If pairs tie, it is the pair on which the most guests have a position on at least one topic; if these tie too, the
    first in topic order. Returns None if there are fewer than two topics.
    """
    placed = [(comparison.topic, _placed_keys(comparison)) for comparison in comparisons]
    pairs = [
        ((x, y), (len(placed_on_x & placed_on_y), len(placed_on_x | placed_on_y)))
        for (x, placed_on_x), (y, placed_on_y) in combinations(placed, 2)
    ]
    return max(pairs, key=lambda pair: pair[1])[0] if pairs else None


def chart_compass(x: Comparison, y: Comparison) -> Compass:
    """Return the compass of two comparisons of the same speakers: ``x`` runs to the right, ``y`` runs down."""
    pairs = zip(x.columns, y.columns, strict=True)
    guests = [GuestBearings(on_x.speaker, on_x, on_y) for on_x, on_y in pairs]
    order = list(CompassPlace)
    guests.sort(key=lambda guest: (order.index(guest.place), guest.speaker.name, guest.speaker.slug))
    return Compass(x.topic, y.topic, tuple(guests), tuple(_build_points(guests)))


def _placed_keys(comparison: Comparison) -> set[int]:
    """Return the keys of the speakers with a position."""
    return {column.speaker.pk for column in comparison.columns if column.position is not None}


def _build_points(guests: Iterable[GuestBearings]) -> Iterable[CompassPoint]:
    """Yield the points cell by cell, so that nearby marks follow each other; in a cell, hollow marks come last."""
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
        marks = _lay_out_marks(place, x, y, labels, has_neighbours=not neighbours.isdisjoint(cells))
        # The guests of CompassPlace.TABLE have no marks.
        yield from (CompassPoint(guest, mark) for guest, mark in zip(here, marks, strict=False))


def _lay_out_marks(
    place: CompassPlace, x: int, y: int, labels: Sequence[compass_layout.NameLabel], *, has_neighbours: bool
) -> list[compass_layout.CompassMark]:
    """Return the marks of the guests who share a cell or a step of a margin; the list is empty for ``TABLE``."""
    if place == CompassPlace.MAP:
        return compass_layout.lay_out_cell(x, y, labels, has_neighbours=has_neighbours)
    if place == CompassPlace.BELOW:
        return compass_layout.lay_out_below(x, labels, has_neighbours=has_neighbours)
    if place == CompassPlace.BESIDE:
        return compass_layout.lay_out_beside(y, labels, has_neighbours=has_neighbours)
    return []
