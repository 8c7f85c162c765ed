"""A cell of an overview says what the column says, as of any day."""

import pytest

from explorer.changes.edit import open_edit
from explorer.debate.compare import survey
from explorer.debate.overviews.shown_cells import fetch_cells
from explorer.models import Speaker, Topic
from tests import factories as make
from tests.debate.overviews.edits import DAYS, RandomEdits

pytestmark = pytest.mark.django_db


def describe(item):
    stance = item.stance
    told = (stance.code, stance.confidence, stance.as_of, stance.rationale) if stance else None
    words = (item.label, item.degree, item.silence, item.silence_words, item.points_to, item.is_thinly_evidenced)
    return (told, words, item.position, item.claim_count, item.reported_count)


@pytest.mark.parametrize("seed", range(7, 9))
def test_a_cell_says_what_the_column_says(seed):
    RandomEdits(seed).make_edits(25)
    topics, speakers = list(Topic.objects.all()), list(Speaker.objects.all())
    for day in DAYS:
        rows = fetch_cells(topics, speakers, day, with_rationale=True)
        for cells, comparison in zip(rows, survey(topics, speakers, day), strict=True):
            assert [describe(cell) for cell in cells] == [describe(column) for column in comparison.columns]


def test_cells_cost_two_queries_however_many_there_are(django_assert_num_queries):
    with open_edit():
        for _ in range(3):
            make.make_stance(1)
    topics, speakers = list(Topic.objects.all()), list(Speaker.objects.all()[:2])
    with django_assert_num_queries(2):
        fetch_cells(topics, speakers)
