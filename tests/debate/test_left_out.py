"""What a day leaves out of cells is counted as the columns count it."""

import pytest

from explorer.debate import left_out
from explorer.debate.compare import survey
from explorer.debate.comparison import list_undated
from explorer.debate.evidence import each_once
from explorer.debate.left_out import LeftOut, find_left_out, list_undated_slugs
from explorer.models import Speaker, Topic
from tests.debate.overviews.edits import DAYS, RandomEdits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [11, 12])
def test_later_and_undated_claims_are_those_of_the_columns(seed, monkeypatch):
    monkeypatch.setattr(left_out, "MOST_SHOWN", 2)
    RandomEdits(seed).make_edits(25)
    topics, speakers = list(Topic.objects.all()), list(Speaker.objects.all())[:3]
    for day in DAYS[1:]:
        columns = [column for comparison in survey(topics, speakers, day) for column in comparison.columns]
        undated = list_undated(columns)
        found = find_left_out(topics, speakers, day)
        assert found.later == len(each_once(claim for column in columns for claim in column.cut.later))
        assert found.undated == len(undated)
        assert [claim.pk for claim in found.shown] == [claim.pk for claim in undated[:2]]
        assert list_undated_slugs(topics, speakers) == [claim.slug for claim in undated]


def test_without_a_day_nothing_is_left_out_and_nothing_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_left_out([], [], None) == LeftOut()
