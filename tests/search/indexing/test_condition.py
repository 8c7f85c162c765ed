"""Whether the index can be searched, and how far behind the database it is."""

import pytest

from explorer.models import Change, Revision
from explorer.search import indexing
from explorer.search.indexing.condition import IndexCondition, read_condition
from explorer.search_engine.types import IndexStatus, State
from tests.search.indexing.conftest import is_true

pytestmark = pytest.mark.django_db


def test_an_index_of_another_database_is_built_anew(corpus, index, begun):
    Revision.objects.all().delete()
    Change.objects.all().delete()
    Revision.objects.first_or_current()
    assert not indexing.is_usable()
    assert begun == [indexing.update]
    assert indexing.update().rebuilt
    assert is_true(index)


def test_an_index_of_a_later_state_is_built_anew(corpus, index, begun):
    Revision.objects.update(number=Revision.objects.current() - 1)
    assert indexing.check_condition().state is State.OUTDATED
    assert "later state" in indexing.check_condition().detail
    assert indexing.update().rebuilt
    assert is_true(index)


def test_an_index_that_missed_a_change_is_built_anew(corpus, index, begun):
    corpus.speaker.save()
    Change.objects.all().delete()
    corpus.save()
    assert "never told" in indexing.check_condition().detail
    indexing.update()
    assert is_true(index)


def test_an_index_that_is_behind_answers_and_is_brought_up(corpus, index, begun):
    corpus.speaker.save()
    corpus.save()
    found = indexing.check_condition()
    assert (found.state, found.behind, found.waiting) == (State.READY, 2, 2)
    assert indexing.is_usable()
    assert begun == [indexing.update]


def test_an_index_that_was_told_of_everything_lacks_nothing(corpus, index):
    found = read_condition(index)
    assert found == IndexCondition(State.READY, documents=index.status().documents)
    assert found.documents > 0


@pytest.mark.parametrize(
    ("state", "usable", "mendable"),
    [
        (State.READY, True, True),
        (State.CORRUPT, False, True),
        (State.OUTDATED, False, True),
        (State.FOREIGN, False, False),
    ],
)
def test_only_a_directory_of_somebody_elses_cannot_be_mended(state, usable, mendable):
    found = IndexCondition(state)
    assert (found.is_usable, found.is_mendable) == (usable, mendable)


def test_changes_that_are_gone_because_the_index_was_told_meanwhile_are_no_gap(corpus, index, monkeypatch):
    stale = index.status()
    corpus.save()
    indexing.update()
    looks = [stale]
    status = index.status
    monkeypatch.setattr(index, "status", lambda: looks.pop() if looks else status())
    assert isinstance(stale, IndexStatus)
    assert read_condition(index).state is State.READY
    assert looks == []
