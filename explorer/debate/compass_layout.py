"""The geometry of the compass: where the marks of one cell or one margin go, and whether a name fits beside them.

All functions are pure. Lengths are in units of the drawing's view box, which is 446 × 470. Each axis has five steps
of 72; the centre of the map is at (240, 220). The first poles are on the left and at the top. One margin is below the
cells, the other is left of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isqrt

STEP = 72

LEFT, TOP = 240, 220
"""The centre of the middle cell: its distances from the left side and from the top of the drawing."""

LETTER = 8.6
"""The largest average width of a name's letters, at the size in which phones show them."""

WIDEST_NAME = 130
"""The largest width of a name that is written out beside a mark without neighbours."""


@dataclass(frozen=True, slots=True)
class NameLabel:
    """The text beside a mark: the name, or the initials where the name does not fit."""

    name: str
    initials: str

    @property
    def width(self) -> float:
        return len(self.name) * LETTER


@dataclass(frozen=True, slots=True)
class CompassMark:
    """A disc of radius ``r`` at (``x``, ``y``), and its text: beside it, inside it, beside it and turned, or none."""

    x: float
    y: float
    r: float
    text: str = ""
    text_x: float = 0
    text_y: float = 0
    is_inside: bool = False
    is_turned: bool = False


def find_centre(position: int, middle: int) -> int:
    """Return the centre of the step of a position (−2…2), on an axis with the given middle."""
    return middle + STEP * position


def lay_out_cell(x: int, y: int, labels: Sequence[NameLabel], *, has_neighbours: bool = False) -> list[CompassMark]:
    """Return the marks that share the cell of two positions (−2…2), in the order of the labels. No mark covers another.

    A single mark has its name, or its initials if the name is too wide. Up to four marks stand on a lattice of 2 × 2
    with initials under them, up to nine on a lattice of 3 × 3 with initials inside; more marks stand on a finer lattice
    without text. ``has_neighbours`` tells that a cell beside this one has marks; a name must then fit into its cell.
    """
    centre_x, centre_y = find_centre(x, LEFT), find_centre(y, TOP)
    if len(labels) == 1:
        text, text_x = _fit_name(labels[0], centre_x, LEFT, has_neighbours=has_neighbours)
        return [CompassMark(centre_x, centre_y - 6, 7, text, text_x, centre_y + 18)]
    side = isqrt(len(labels) - 1) + 1 if labels else 1
    marks = []
    offsets = _build_lattice(len(labels), side, {2: 34, 3: 20}.get(side, 60 / side))
    for label, (dx, dy) in zip(labels, offsets, strict=True):
        at_x, at_y = centre_x + dx, centre_y + dy
        if side == 2:
            marks.append(CompassMark(at_x, at_y - 6, 7, label.initials, at_x, at_y + 14))
        elif side == 3:
            marks.append(CompassMark(at_x, at_y, 9, label.initials, at_x, at_y + 3, is_inside=True))
        else:
            marks.append(CompassMark(at_x, at_y, 30 / side - 1.5))
    return marks


def gather(place: str, x: int, y: int, number: int) -> CompassMark:
    """Return the one mark of many guests: in the cell of two positions, or in the margin ``BELOW`` or ``BESIDE`` it."""
    at_x = 44 if place == "BESIDE" else find_centre(x, LEFT)
    at_y = 414 if place == "BELOW" else find_centre(y, TOP)
    return CompassMark(at_x, at_y, 20 if place == "MAP" else 10, str(number), at_x, at_y + 4, is_inside=True)


def lay_out_below(x: int, labels: Sequence[NameLabel], *, has_neighbours: bool = False) -> list[CompassMark]:
    """Return the marks of guests with a position on the first question only; they stand below its step."""
    middle = find_centre(x, LEFT)
    if len(labels) == 1:
        text, text_x = _fit_name(labels[0], middle, LEFT, has_neighbours=has_neighbours)
        return [CompassMark(middle, 414, 5, text, text_x, 437)]
    return [
        CompassMark(
            middle + step, 414 + out, r, text, middle + step, 414 + out + (3 if inside else 20), is_inside=inside
        )
        for step, out, r, text, inside in _build_margin(labels)
    ]


def lay_out_beside(y: int, labels: Sequence[NameLabel], *, has_neighbours: bool = False) -> list[CompassMark]:
    """Return the marks of guests with a position on the second question only; they stand left of its step."""
    middle = find_centre(y, TOP)
    if len(labels) == 1:
        text, text_y = _fit_name(labels[0], middle, TOP, has_neighbours=has_neighbours)
        return [CompassMark(44, middle, 5, text, 34, text_y, is_turned=True)]
    return [
        CompassMark(44 - out, middle + step, r, text, 44 - out, middle + step + 3, is_inside=True)
        if inside
        else CompassMark(44 - out, middle + step, r, text, 34, middle + step, is_turned=True)
        for step, out, r, text, inside in _build_margin(labels)
    ]


def _fit_name(label: NameLabel, centre: float, middle: int, *, has_neighbours: bool) -> tuple[str, float]:
    """Return the text that fits, and the place of its middle on the axis; a name does not reach past the last cell."""
    if label.width > (STEP if has_neighbours else WIDEST_NAME):
        return label.initials, centre
    reach = 2.5 * STEP - label.width / 2 - 1
    return label.name, min(max(centre, middle - reach), middle + reach)


def _build_lattice(count: int, side: int, spacing: float) -> list[tuple[float, float]]:
    """Return offsets from the centre of a cell, row by row. A short row is centred, and so is the whole lattice."""
    rows = ceil(count / side)
    offsets = []
    for number in range(count):
        row, place = divmod(number, side)
        length = min(side, count - row * side)
        offsets.append(((place - (length - 1) / 2) * spacing, (row - (rows - 1) / 2) * spacing))
    return offsets


def _build_margin(labels: Sequence[NameLabel]) -> list[tuple[float, float, float, str, bool]]:
    """Return each mark of a margin: offset along the axis, offset away from it, radius, text, ``is_inside``.

    Up to three marks stand in a row with initials beside them, up to six in two rows with initials inside; more marks
    are small and have no text.
    """
    count = len(labels)
    side, spacing, r = (3, 23.0, 5.0) if count <= 3 else (3, 18.0, 8.0) if count <= 6 else _size_small_marks(count)
    return [
        (step, row * spacing, r, label.initials if count <= 6 else "", 3 < count <= 6)
        for label, (step, _), row in zip(
            labels, _build_lattice(count, side, spacing), (number // side for number in range(count)), strict=True
        )
    ]


def _size_small_marks(count: int) -> tuple[int, float, float]:
    """Return marks per row, spacing and radius, for too many marks to have initials."""
    side = max(6, ceil(count / 3))
    return side, 66 / side, 33 / side - 1.5
