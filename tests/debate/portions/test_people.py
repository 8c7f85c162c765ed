"""Who can be chosen on a topic, and of whom others report: the few with most to say, and how many there are besides."""

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.debate.filters import ComparisonFilter
from explorer.debate.portions import people
from explorer.debate.portions.people import list_offered, survey_reported
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make.TopicFactory()


def offered(topic, query=""):
    return list_offered(topic, ComparisonFilter.read(QueryDict(query)), None)


def names(found):
    return [speaker.name for speaker in found.speakers]


def test_those_with_most_to_say_at_each_place_are_offered_and_the_others_counted(topic, monkeypatch):
    monkeypatch.setattr(people, "MOST_OF_A_PLACE", 1)
    with open_edit():
        for name, position, claims in (("A", 1, 1), ("B", 1, 3), ("C", -1, 1)):
            make.make_stance(position, speaker=make.SpeakerFactory(name=name), topic=topic, claims=claims)
    assert (names(offered(topic)), offered(topic).more) == (["B", "C"], 1)
    assert names(offered(topic, "add=A")) == ["A", "B", "C"]


def test_the_silent_are_offered_where_they_are_few(topic, monkeypatch):
    make.make_episode(guest=make.SpeakerFactory(name="Quiet"))
    assert (names(offered(topic)), offered(topic).silent) == (["Quiet"], 0)
    monkeypatch.setattr(people, "MOST_SILENT", 0)
    assert (names(offered(topic)), offered(topic).silent) == ([], 1)


def test_of_people_who_are_no_guests_a_few_reports_are_shown_and_all_counted(topic, monkeypatch):
    monkeypatch.setattr(people, "MOST_REPORTS", 1)
    guest, absent = make.SpeakerFactory(), make.SpeakerFactory()
    episode = make.make_episode(guest=guest)
    for _ in range(2):
        make.make_claim(speaker=absent, asserter=guest, topic=topic, episode=episode)
        make.make_claim(speaker=guest, asserter=absent, topic=topic, episode=episode)
    [column] = survey_reported(topic, (), None)
    assert (column.speaker, len(column.reported), column.reported_count) == (absent, 1, 2)
