"""A blank is one of several kinds: no interview held, not yet read, did not come up."""

import datetime

import pytest

from explorer.coding.vocabulary import Silence
from explorer.debate.silence import describe_silence, find_silence
from tests import factories as make

ADDED = datetime.date(2024, 1, 10)
BEFORE, AFTER = ADDED - datetime.timedelta(days=1), ADDED + datetime.timedelta(days=1)
SAID = datetime.date(2019, 8, 31)


@pytest.fixture
def topic():
    return make.TopicFactory.build(added=ADDED)


@pytest.mark.parametrize(
    ("readings", "silence"),
    [
        ([], Silence.NO_SOURCE),
        ([(SAID, None)], Silence.NOT_READ),
        ([(SAID, BEFORE)], Silence.NOT_READ),
        ([(SAID, ADDED)], Silence.NOT_DISCUSSED),
        ([(SAID, AFTER), (SAID, BEFORE)], Silence.NOT_READ),
        ([(SAID, AFTER), (None, ADDED)], Silence.NOT_DISCUSSED),
    ],
)
def test_a_topic_is_not_discussed_only_where_every_document_was_read_since_it_was_added(topic, readings, silence):
    assert find_silence(topic, readings) is silence


def test_a_day_leaves_out_documents_of_later_episodes_and_of_none(topic):
    day = SAID - datetime.timedelta(days=1)
    assert find_silence(topic, [(SAID, AFTER), (None, AFTER)], day) is Silence.NO_SOURCE
    assert find_silence(topic, [(SAID, AFTER), (None, None)], SAID) is Silence.NOT_DISCUSSED


def test_as_of_a_day_no_source_speaks_of_that_day():
    assert describe_silence(Silence.NO_SOURCE, None) == Silence.NO_SOURCE.label
    assert describe_silence(Silence.NO_SOURCE, SAID) == "No dated interview by then"
    assert describe_silence(Silence.NOT_READ, SAID) == Silence.NOT_READ.label
