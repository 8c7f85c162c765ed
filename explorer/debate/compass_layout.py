"""The geometry of the compass: where the marks of one cell or one margin go, and whether a name fits beside them.

Pure. Lengths are units of the drawing's view box, 446 × 470: five steps of 72 in each direction, the middle at
(240, 220), the first poles left and on top; below and left of the cells are the margins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isqrt

STEP = 72
CELL = 70
"""The side of a cell; the rest of a step is the gap to the next."""

LEFT, TOP = 240, 220
"""The centre of the middle step."""

LETTER = 8.6
"""How wide a letter of a name is at most on average, at the size in which phones show it."""

WIDEST_NAME = 130


@dataclass(frozen=True, slots=True)
class NameLabel:
    """What can stand beside a mark: the name, or the initials where it does not fit."""

    name: str
    initials: str

    @property
    def width(self) -> float:
        """How much room the name needs."""
        return len(self.name) * LETTER


@dataclass(frozen=True, slots=True)
class CompassMark:
    """A disc and its text: beside it, inside it (``is_inside``), beside it and turned (``is_turned``), or none."""

    x: float
    y: float
    r: float
    text: str = ""
    text_x: float = 0
    text_y: float = 0
    is_inside: bool = False
    is_turned: bool = False


def along(position: int, middle: int) -> int:
    """Return where the step of a position (−2…2) has its centre, along an axis with the given middle."""
    return middle + STEP * position


def in_cell(x: int, y: int, labels: Sequence[NameLabel], *, has_neighbours: bool = False) -> list[CompassMark]:
    """Return the marks of those who share the cell of two positions (−2…2), in their order, none over another.

    One is named. Up to four stand on a lattice of 2 × 2 with initials under them, up to nine on one of 3 × 3 with
    initials inside, more on a finer one without. ``has_neighbours`` keeps a name within the cell.
    """
    left, top = along(x, LEFT), along(y, TOP)
    if len(labels) == 1:
        text, text_x = _name(labels[0], left, LEFT, has_neighbours=has_neighbours)
        return [CompassMark(left, top - 6, 7, text, text_x, top + 18)]
    side = isqrt(len(labels) - 1) + 1 if labels else 1
    marks = []
    for label, (dx, dy) in zip(labels, _lattice(len(labels), side, {2: 34, 3: 20}.get(side, 60 / side)), strict=True):
        at_x, at_y = left + dx, top + dy
        if side == 2:
            marks.append(CompassMark(at_x, at_y - 6, 7, label.initials, at_x, at_y + 14))
        elif side == 3:
            marks.append(CompassMark(at_x, at_y, 9, label.initials, at_x, at_y + 3, is_inside=True))
        else:
            marks.append(CompassMark(at_x, at_y, 30 / side - 1.5))
    return marks


def below(x: int, labels: Sequence[NameLabel], *, has_neighbours: bool = False) -> list[CompassMark]:
    """Return the marks in the margin under the step of a position: of those placed on the first question only."""
    middle = along(x, LEFT)
    if len(labels) == 1:
        text, text_x = _name(labels[0], middle, LEFT, has_neighbours=has_neighbours)
        return [CompassMark(middle, 414, 5, text, text_x, 437)]
    return [
        CompassMark(
            middle + step, 414 + out, r, text, middle + step, 414 + out + (3 if inside else 20), is_inside=inside
        )
        for step, out, r, text, inside in _margin(labels)
    ]


def beside(y: int, labels: Sequence[NameLabel], *, has_neighbours: bool = False) -> list[CompassMark]:
    """Return the marks in the margin left of the step of a position: of those placed on the second question only."""
    middle = along(y, TOP)
    if len(labels) == 1:
        text, text_y = _name(labels[0], middle, TOP, has_neighbours=has_neighbours)
        return [CompassMark(44, middle, 5, text, 34, text_y, is_turned=True)]
    return [
        CompassMark(44 - out, middle + step, r, text, 44 - out, middle + step + 3, is_inside=True)
        if inside
        else CompassMark(44 - out, middle + step, r, text, 34, middle + step, is_turned=True)
        for step, out, r, text, inside in _margin(labels)
    ]


def _name(label: NameLabel, centre: float, middle: int, *, has_neighbours: bool) -> tuple[str, float]:
    """Return what fits and where its middle goes, so that it stays beside the cells."""
    if label.width > (STEP if has_neighbours else WIDEST_NAME):
        return label.initials, centre
    reach = 2.5 * STEP - label.width / 2 - 1
    return label.name, min(max(centre, middle - reach), middle + reach)


def _lattice(count: int, side: int, spacing: float) -> list[tuple[float, float]]:
    """Return offsets from the centre of a cell, row by row; short rows and too few rows are centred."""
    rows = ceil(count / side)
    offsets = []
    for number in range(count):
        row, place = divmod(number, side)
        length = min(side, count - row * side)
        offsets.append(((place - (length - 1) / 2) * spacing, (row - (rows - 1) / 2) * spacing))
    return offsets


def _margin(labels: Sequence[NameLabel]) -> list[tuple[float, float, float, str, bool]]:
    """Return for each of several in a margin: its place along the axis and away from it, radius, text, text inside.

    Up to three stand in a row with initials beside them, up to six in two rows with initials inside, more are small.
    """
    count = len(labels)
    side, spacing, r = (3, 23.0, 5.0) if count <= 3 else (3, 18.0, 8.0) if count <= 6 else _fine(count)
    return [
        (step, row * spacing, r, label.initials if count <= 6 else "", 3 < count <= 6)
        for label, (step, _), row in zip(
            labels, _lattice(count, side, spacing), (number // side for number in range(count)), strict=True
        )
    ]


def _fine(count: int) -> tuple[int, float, float]:
    """Return how many go side by side, how far apart and how large, where there are too many for initials."""
    side = max(6, ceil(count / 3))
    return side, 66 / side, 33 / side - 1.5
