import pytest

from explorer.debate.compare import survey
from explorer.debate.ranking import MOST_UNGROUPED, DebateOrder, rank_debates
from tests import factories as make

pytestmark = pytest.mark.django_db


def debates(*positions_and_claims):
    """Return a comparison for each tuple of positions and number of claims."""
    topics, speakers = [], []
    for positions, claims in positions_and_claims:
        topics.append(make.TopicFactory())
        speakers += [make.make_stance(position, topic=topics[-1], claims=claims).speaker for position in positions]
    return survey(topics, speakers)


def test_debates_as_far_apart_come_by_evidence_and_those_without_a_distance_last():
    few, many, lone = debates(((-1, 1), 1), ((-1, 1), 2), ((2,), 9))
    assert [group.comparisons for group in rank_debates([lone, few, many], DebateOrder.DISTANCE)] == [(many, few, lone)]


def test_a_long_list_by_distance_stands_under_headings():
    pairs = debates(((-2, 2), 1), ((1, 2), 1), ((1, 1), 1), ((1,), 1))
    blanks = survey([make.TopicFactory() for _ in range(MOST_UNGROUPED)], [])
    groups = rank_debates([*pairs, *blanks], DebateOrder.DISTANCE)
    assert [group.heading for group in groups] == [
        "4 of 4 steps apart",
        "1 of 4 steps apart",
        "On the same step",
        "Fewer than two guests placed",
    ]
    assert sum(len(group.comparisons) for group in groups) == MOST_UNGROUPED + 4


@pytest.mark.parametrize("order", DebateOrder)
def test_a_short_list_has_no_headings(order):
    [group] = rank_debates(survey([make.TopicFactory() for _ in range(MOST_UNGROUPED)], []), order)
    assert group.heading == ""


def test_without_debates_there_is_nothing_to_list():
    assert rank_debates([], DebateOrder.DISTANCE) == []
