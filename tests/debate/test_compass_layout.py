"""The compass's geometry: marks never overlap and stay where they belong."""

import itertools
import math

import pytest

from explorer.debate.compass_layout import NameLabel, find_centre, lay_out_below, lay_out_beside, lay_out_cell

STROKE = 1
"""How far half a mark's outline reaches beyond its radius."""


def people(count, name="Bengio"):
    return [NameLabel(name, "YB") for _ in range(count)]


def apart(marks):
    return all(
        math.dist((one.x, one.y), (other.x, other.y)) >= one.r + other.r + STROKE
        for one, other in itertools.combinations(marks, 2)
    )


@pytest.mark.parametrize("count", range(1, 31))
@pytest.mark.parametrize(("x", "y"), [(-2, -2), (0, 0), (2, -1), (1, 2)])
def test_marks_of_one_cell_never_overlap_and_stay_inside_it(count, x, y):
    marks = lay_out_cell(x, y, people(count))
    assert len(marks) == count
    assert apart(marks)
    for mark in marks:
        assert abs(mark.x - find_centre(x, 240)) + mark.r + STROKE <= 35
        assert abs(mark.y - find_centre(y, 220)) + mark.r + STROKE <= 35


@pytest.mark.parametrize("count", range(1, 13))
def test_marks_in_a_margin_never_overlap_and_stay_beside_their_step(count):
    for marks in (lay_out_below(1, people(count)), lay_out_beside(-2, people(count))):
        assert len(marks) == count
        assert apart(marks)
    assert all(mark.x - mark.r >= 276 and mark.x + mark.r <= 348 for mark in lay_out_below(1, people(count)))
    assert all(mark.y - mark.r >= 400 and mark.y + mark.r <= 450 for mark in lay_out_below(1, people(count)))
    assert all(mark.y - mark.r >= 40 and mark.y + mark.r <= 112 for mark in lay_out_beside(-2, people(count)))
    assert all(mark.x - mark.r >= 15 and mark.x + mark.r <= 60 for mark in lay_out_beside(-2, people(count)))


def test_nobody_leaves_no_mark():
    assert lay_out_cell(0, 0, []) == lay_out_below(0, []) == lay_out_beside(0, []) == []


def test_one_is_named_in_the_middle_of_the_cell_24_above_the_name():
    [mark] = lay_out_cell(2, 1, people(1))
    assert (mark.x, mark.y, mark.r) == (384, 286, 7)
    assert (mark.text, mark.text_x, mark.text_y) == ("Bengio", 384, 310)


def test_one_in_a_margin_is_named_there():
    assert (lay_out_below(1, people(1))[0].x, lay_out_below(1, people(1))[0].y) == (312, 414)
    [mark] = lay_out_beside(0, people(1))
    assert (mark.x, mark.y, mark.text, mark.is_turned) == (44, 220, "Bengio", True)


@pytest.mark.parametrize(
    ("count", "text", "inside"), [(2, "YB", False), (4, "YB", False), (5, "YB", True), (9, "YB", True)]
)
def test_several_are_told_apart_by_initials(count, text, inside):
    assert {(mark.text, mark.is_inside) for mark in lay_out_cell(0, 0, people(count))} == {(text, inside)}


def test_the_lattices_are_two_by_two_then_three_by_three_20_apart():
    assert (
        len({mark.x for mark in lay_out_cell(0, 0, people(4))})
        == len({mark.y for mark in lay_out_cell(0, 0, people(4))})
        == 2
    )
    assert sorted({mark.x for mark in lay_out_cell(0, 0, people(9))}) == [220, 240, 260]
    assert sorted({mark.y for mark in lay_out_cell(0, 0, people(9))}) == [200, 220, 240]


def test_more_than_nine_have_no_room_for_initials():
    assert {mark.text for mark in lay_out_cell(0, 0, people(10))} == {""}


def test_a_name_that_does_not_fit_between_neighbours_gives_way_to_initials():
    long = NameLabel("Schmidhuber", "JS")
    assert lay_out_cell(0, 0, [long])[0].text == "Schmidhuber"
    assert lay_out_cell(0, 0, [long], has_neighbours=True)[0].text == "JS"
    assert lay_out_cell(0, 0, people(1), has_neighbours=True)[0].text == "Bengio"
    assert lay_out_cell(0, 0, [NameLabel("Wolfeschlegelsteinhausen", "HW")])[0].text == "HW"


@pytest.mark.parametrize("position", [-2, 2])
def test_a_long_name_at_the_edge_is_moved_in(position):
    long = NameLabel("Schmidhuber", "JS")
    [mark] = lay_out_cell(position, 0, [long])
    assert abs(mark.text_x - 240) + long.width / 2 <= 180
    [mark] = lay_out_beside(position, [long])
    assert abs(mark.text_y - 220) + long.width / 2 <= 180
