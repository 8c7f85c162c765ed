"""A blank is one of several kinds: no interview held, not yet read, did not come up."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Silence
from explorer.debate.silence import ReadingSummary, describe_silence, fetch_readings
from tests import factories as make

ADDED = datetime.date(2024, 1, 10)
BEFORE, AFTER = ADDED - datetime.timedelta(days=1), ADDED + datetime.timedelta(days=1)
SAID = datetime.date(2019, 8, 31)


@pytest.fixture
def topic():
    return make.TopicFactory.build(added=ADDED)


@pytest.mark.parametrize(
    ("summary", "silence"),
    [
        (ReadingSummary(), Silence.NO_SOURCE),
        (ReadingSummary(True, None), Silence.NOT_READ),
        (ReadingSummary(True, BEFORE), Silence.NOT_READ),
        (ReadingSummary(True, ADDED), Silence.NOT_DISCUSSED),
        (ReadingSummary(True, AFTER), Silence.NOT_DISCUSSED),
    ],
)
def test_a_topic_is_not_discussed_only_where_every_document_was_read_since_it_was_added(topic, summary, silence):
    assert summary.find_silence(topic) is silence


def test_claims_that_are_context_touch_a_topic_without_taking_a_side(topic):
    assert ReadingSummary(True, AFTER).find_silence(topic, is_touched=True) is Silence.TOOK_NO_SIDE
    assert ReadingSummary(True, BEFORE).find_silence(topic, is_touched=True) is Silence.NOT_READ


@pytest.mark.django_db
def test_a_day_leaves_out_documents_of_later_episodes_and_of_none(django_assert_num_queries):
    guest = make.SpeakerFactory()
    with open_edit():
        for day, read in ((SAID, AFTER), (ADDED, None), (None, BEFORE)):
            make.mark_read(make.make_episode(guest=guest, date=day).sources.all(), read)
    with django_assert_num_queries(1):
        present = fetch_readings([guest])
    assert present == {guest.pk: ReadingSummary(True, None)}
    assert fetch_readings([guest], SAID) == {guest.pk: ReadingSummary(True, AFTER)}
    assert fetch_readings([guest], SAID - datetime.timedelta(days=1)) == {}


def test_as_of_a_day_no_source_speaks_of_that_day():
    assert describe_silence(Silence.NO_SOURCE, None) == Silence.NO_SOURCE.label
    assert describe_silence(Silence.NO_SOURCE, SAID) == "No dated interview by then"
    assert describe_silence(Silence.NOT_READ, SAID) == Silence.NOT_READ.label
