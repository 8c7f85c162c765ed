"""A few cells are read at a time, and only states that differ are written."""

from explorer.debate.overviews import cells
from explorer.debate.overviews.cells import list_cells, refresh_cells, split_cells
from explorer.models import CellState
from tests import factories as make


def test_cells_are_split_by_whichever_of_topics_and_speakers_are_fewer(monkeypatch):
    monkeypatch.setattr(cells, "AT_A_TIME", 2)
    split = [(list(batch.topics), list(batch.speakers)) for batch in split_cells([(1, 7), (2, 7), (3, 7)])]
    assert split == [([1, 2], [7]), ([3], [7])]
    split = [(list(batch.topics), list(batch.speakers)) for batch in split_cells([(1, 7), (1, 8), (2, 7)])]
    assert split == [([1], [7, 8]), ([2], [7])]


def test_only_states_that_differ_are_written(db):
    make.make_stance(1)
    before = set(CellState.objects.values_list("pk", flat=True))
    CellState.objects.present().update(claims=7)
    refresh_cells(list_cells())
    after = set(CellState.objects.values_list("pk", flat=True))
    assert len(before & after) == 1
    assert CellState.objects.present().get().claims == 1


def test_a_cell_costs_four_queries_however_many_claims_it_has(db, django_assert_num_queries):
    stance = make.make_stance(1, claims=5)
    with django_assert_num_queries(4):
        refresh_cells([(stance.topic_id, stance.speaker_id)])
