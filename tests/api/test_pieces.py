"""Long answers sent in pieces: the bytes of the whole, with few rows in memory."""

import datetime

import pytest

from explorer.api import pieces
from explorer.changes.edit import open_edit
from explorer.debate import compare
from explorer.debate.overviews import shown_cells
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 1, 1)
ADDRESSES = (
    "/topics/scaling.json",
    "/topics/scaling.csv",
    "/api/v1/compare/?topic=scaling&as_of=2020-06-01",
    "/api/v1/matrix/",
    "/matrix.csv",
    "/method.json",
)


@pytest.fixture
@open_edit()
def debate():
    """Make a question on which four guests speak, one of them on no known day."""
    topic = make.TopicFactory(slug="scaling")
    for day in (DAY, DAY, DAY, None):
        speaker = make.SpeakerFactory()
        make.make_stance(1, speaker=speaker, topic=topic, episode=make.make_episode(guest=speaker, date=day), claims=3)
    return topic


def read_body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_sent_in_pieces_is_what_is_sent_whole(client, debate, monkeypatch, address):
    whole = client.get(address)
    monkeypatch.setattr(pieces, "WHOLE", 100)
    monkeypatch.setattr(compare, "AT_ONCE", 4)
    monkeypatch.setattr(shown_cells, "AT_ONCE", 1)
    monkeypatch.setattr("explorer.debate.coverage.AT_ONCE", 1)
    sent = client.get(address)
    assert (whole.streaming, sent.streaming) == (False, True)
    assert sent["Content-Type"] == whole["Content-Type"]
    assert read_body(sent) == read_body(whole)


def test_the_columns_of_a_question_are_made_a_few_at_a_time(debate, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(compare, "AT_ONCE", 8)
    speakers = [stance.speaker for stance in debate.stances.all()]
    parts = compare.survey_in_parts(debate, speakers)
    with django_assert_num_queries(6):
        first = next(parts)
    assert [column.speaker for column in first] == speakers[:2]
    assert [column.speaker for column in next(parts)] == speakers[2:]


def test_a_speaker_with_more_claims_than_are_held_has_a_part_of_their_own(debate, monkeypatch):
    monkeypatch.setattr(compare, "AT_ONCE", 1)
    speakers = [stance.speaker for stance in debate.stances.all()]
    assert [len(part) for part in compare.survey_in_parts(debate, speakers)] == [1, 1, 1, 1]


def test_nobody_is_sent_as_an_empty_list(client, debate):
    assert client.get("/api/v1/compare/?topic=scaling&speakers=").content == b'{"topic":"scaling","columns":[]}'
