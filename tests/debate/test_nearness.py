"""Nearness as a rule: what is counted of two people, and who of many is furthest and nearest."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.debate.nearness import PairTally, find_ends, order_by_nearness, tally_pair

QUESTIONS = st.sampled_from("abcdef")
POSITIONS = st.dictionaries(QUESTIONS, st.integers(-2, 2))
SHARED = st.frozensets(QUESTIONS)
TALLIES = st.dictionaries(st.sampled_from("uvwxyz"), st.builds(tally_pair, POSITIONS, POSITIONS, SHARED))


@pytest.mark.parametrize(
    ("ours", "theirs", "tally"),
    [
        ({"a": 2, "b": -1}, {"a": 1, "b": 1, "c": 0}, PairTally(2, 1, 3)),
        ({"a": 0}, {"a": 0}, PairTally(1, 1, 0)),
        ({"a": 0}, {"a": 1}, PairTally(1, 0, 1)),
        ({"a": 2}, {"b": 2}, PairTally(0, 0, 0)),
    ],
)
def test_only_what_both_answer_is_compared_and_one_side_is_agreement(ours, theirs, tally):
    assert tally_pair(ours, theirs) == tally


def test_a_shared_verdict_is_agreement_with_and_without_positions():
    assert tally_pair({"a": 2}, {"a": 1}, {"a", "b"}) == PairTally(2, 2, 1)


@given(POSITIONS, POSITIONS, SHARED)
def test_a_tally_is_the_same_from_both_ends_and_on_a_scale_turned_round(ours, theirs, shared):
    tally = tally_pair(ours, theirs, shared)
    turned = ({key: -position for key, position in one.items()} for one in (ours, theirs))
    assert tally_pair(theirs, ours, shared) == tally_pair(*turned, shared) == tally


@given(POSITIONS, POSITIONS, SHARED)
def test_a_tally_keeps_its_bounds(ours, theirs, shared):
    tally = tally_pair(ours, theirs, shared)
    assert 0 <= tally.agreed <= tally.compared
    assert tally.differed == tally.compared - tally.agreed
    assert 0 <= tally.steps <= 4 * tally.compared
    assert 0 <= tally.nearness[0] <= 1


@given(POSITIONS)
def test_nobody_is_nearer_than_who_stands_on_every_step(ours):
    tally = tally_pair(ours, ours)
    assert tally == PairTally(len(ours), len(ours), 0)


@given(TALLIES)
def test_nobody_is_further_than_the_furthest_or_nearer_than_the_nearest(tallies):
    far, near = find_ends(tallies)
    ranks = {person: tally.nearness for person, tally in tallies.items() if tally.compared}
    assert (far is None and near is None) == (not ranks)
    assert far is None or ranks[far] == min(ranks.values())
    assert near is None or ranks[near] == max(ranks.values())
    assert far != near or not ranks
    assert len({far, near} - {None}) == min(len(ranks), 2)


@given(TALLIES)
def test_the_order_goes_by_share_then_by_steps(tallies):
    ordered = [tallies[person] for person in order_by_nearness(tallies)]
    keys = [(Fraction(tally.agreed, tally.compared), -tally.steps) for tally in ordered]
    assert keys == sorted(keys)


@pytest.mark.parametrize(("agreed", "ends"), [(0, ("x", None)), (1, (None, "x")), (2, (None, "x"))])
def test_a_single_one_is_either_far_or_near(agreed, ends):
    assert find_ends({"x": PairTally(2, agreed, 1)}) == ends


def test_who_ties_keeps_the_order_given():
    tie = PairTally(2, 1, 3)
    assert find_ends({"x": tie, "y": tie, "z": tie}) == ("x", "z")
