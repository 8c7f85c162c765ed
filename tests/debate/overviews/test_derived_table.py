"""A derived table is compared with what is derived anew, and only what differs is written."""

import pytest

from explorer.debate.overviews.readings import READING_STATES
from explorer.debate.overviews.tallies import SPEAKER_TALLIES
from explorer.models import ReadingState, SpeakerTally
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_rows_of_whoever_is_gone_are_listed_and_go():
    SpeakerTally.objects.create(speaker_id=999)
    ReadingState.objects.create(speaker_id=998)
    assert list(SPEAKER_TALLIES.list_keys()) == [999]
    assert list(READING_STATES.list_keys()) == [998]
    for table in (SPEAKER_TALLIES, READING_STATES):
        table.refresh(table.list_keys())
    assert not SpeakerTally.objects.exists()
    assert not ReadingState.objects.exists()


def test_what_is_as_derived_is_not_written_again(django_assert_num_queries):
    episode = make.make_episode()
    keys = list(episode.appearances.values_list("speaker", flat=True))
    before = set(ReadingState.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        READING_STATES.refresh(keys)
    assert set(ReadingState.objects.values_list("pk", flat=True)) == before


def test_a_row_that_differs_is_named_with_the_one_that_takes_its_place():
    make.make_episode()
    row = ReadingState.objects.present().first()
    ReadingState.objects.filter(pk=row.pk).update(read_in_full=None)
    gone, new = READING_STATES.find_differing([row.speaker_id])
    assert [(state.since, state.read_in_full) for state in gone] == [(None, None)]
    assert [(state.since, state.read_in_full) for state in new] == [(None, row.read_in_full)]
