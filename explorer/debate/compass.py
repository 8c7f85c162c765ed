"""The compass: guests on a map with a question along each axis. A guest without any position has no mark."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from explorer.coding.vocabulary import Confidence
from explorer.debate import compass_layout
from explorer.debate.overviews.shown_cells import ShownCell
from explorer.models import CellState, Speaker, Topic

MOST_APART = 9
"""The largest number of guests at one place who have marks of their own."""

MOST_PAIRED = 24
"""The number of topics, those on which most guests are placed, of which the pair is chosen that is shown by itself."""


class CompassPlace(StrEnum):
    """Where on the page a guest stands; the table of guests lists the places in this order."""

    MAP = "On the map"
    BELOW = "In the lower margin"
    BESIDE = "In the left margin"
    TABLE = "In this table only"


@dataclass(frozen=True, slots=True)
class GuestBearings:
    """One guest's cells on both questions."""

    speaker: Speaker
    x: ShownCell
    y: ShownCell

    @property
    def placed(self) -> list[ShownCell]:
        """The cells with a position: both, one or none."""
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
        return compass_layout.NameLabel(self.x.called, self.speaker.initials)


@dataclass(frozen=True, slots=True)
class CompassPoint:
    """A mark on the map or in its margin: of one guest, or of many who stand at one place."""

    guests: tuple[GuestBearings, ...]
    mark: compass_layout.CompassMark

    @property
    def guest(self) -> GuestBearings:
        """The first of the guests."""
        return self.guests[0]

    @property
    def is_gathered(self) -> bool:
        """Whether the mark is that of many guests."""
        return len(self.guests) > 1


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


def find_most_shared_pair(as_of: date | None = None) -> tuple[Topic, Topic] | None:
    """Return the two topics on which the most guests have a position on both, of those on which most have one.

    If pairs tie, it is the pair on which the most guests have a position on at least one topic; if these tie too, the
    first in topic order. Returns None if there are fewer than two topics. Costs two queries.
    """
    states = CellState.objects.as_of(as_of).of_guests()
    placed = {topic.pk: (topic, set[int]()) for topic in states.rank_topics(MOST_PAIRED)}
    for topic, speaker in states.placed().filter(topic__in=placed).order_by().values_list("topic", "speaker"):
        placed[topic][1].add(speaker)
    pairs = [
        ((x, y), (len(placed_on_x & placed_on_y), len(placed_on_x | placed_on_y)))
        for (x, placed_on_x), (y, placed_on_y) in combinations(placed.values(), 2)
    ]
    return max(pairs, key=lambda pair: pair[1])[0] if pairs else None


def chart_compass(x: Topic, y: Topic, cells: Sequence[Sequence[ShownCell]]) -> Compass:
    """Return the compass of the same guests' cells on two topics: ``x`` runs to the right, ``y`` runs down."""
    guests = [GuestBearings(on_x.speaker, on_x, on_y) for on_x, on_y in zip(*cells, strict=True)]
    order = list(CompassPlace)
    guests.sort(key=lambda guest: (order.index(guest.place), guest.speaker.name, guest.speaker.slug))
    return Compass(x, y, tuple(guests), tuple(_build_points(guests)))


def _build_points(guests: Iterable[GuestBearings]) -> Iterable[CompassPoint]:
    """Yield the points cell by cell, so that nearby marks follow each other; in a cell, hollow marks come last."""
    cells: defaultdict[tuple[CompassPlace, int, int], list[GuestBearings]] = defaultdict(list)
    for guest in sorted(guests, key=lambda guest: guest.is_thinly_evidenced):
        cells[guest.place, guest.y.position or 0, guest.x.position or 0].append(guest)
    for (place, y, x), here in sorted(cells.items()):
        if len(here) > MOST_APART and place != CompassPlace.TABLE:
            yield CompassPoint(tuple(here), compass_layout.gather(place.name, x, y, len(here)))
            continue
        labels = [guest.label for guest in here]
        neighbours = (
            {(place, y, x - 1), (place, y, x + 1)}
            if place != CompassPlace.BESIDE
            else {(place, y - 1, x), (place, y + 1, x)}
        )
        marks = _lay_out_marks(place, x, y, labels, has_neighbours=not neighbours.isdisjoint(cells))
        # The guests of CompassPlace.TABLE have no marks.
        yield from (CompassPoint((guest,), mark) for guest, mark in zip(here, marks, strict=False))


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
