"""Columns as they are kept say what columns say whose claims are all fetched, as of every day."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, Grade, Mode, StanceCode
from explorer.debate.compare import survey
from explorer.debate.portions.columns import add_earlier, count_evidence, survey_kept
from explorer.models import Speaker, Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


def facts(column):
    stance = column.stance
    return (
        (column.silence, column.silence_words, column.label, column.degree, column.position, column.points_to),
        (column.claim_count, column.own_words_count, column.reported_count, column.is_thinly_evidenced),
        column.cut and (column.cut.day, column.cut.affects_own_views),
        stance and (stance.as_of, stance.documents, stance.rationale, stance.confidence),
    )


@pytest.fixture
@open_edit()
def speakers():
    """Make two topics with people of every kind: placed, once, from a summary, without a number, silent, reported."""
    topic, other = make.TopicFactory(), make.TopicFactory(added=datetime.date(2030, 1, 1))
    for year in (2018, 2020):
        ada = Speaker.objects.filter(slug="ada").first() or make.SpeakerFactory(slug="ada")
        episode = make.make_episode(guest=ada, date=datetime.date(year, 1, 1))
        make.make_stance(year - 2019, speaker=ada, topic=topic, episode=episode, claims=2)
    make.make_stance(2, topic=topic, grade=Grade.SUMMARY)
    make.make_stance(None, code=StanceCode.REJECTS_QUESTION, topic=topic)
    make.make_claim(topic=topic, bearing=Bearing.CONTEXT)
    make.make_claim(topic=other, asserter=ada, episode=episode, mode=Mode.HEDGED)
    make.PassageFactory(speaker=make.SpeakerFactory())
    return list(Speaker.objects.all())


@pytest.mark.parametrize("day", [None, datetime.date(2019, 1, 1), datetime.date(2000, 1, 1)])
def test_a_kept_column_says_what_a_whole_one_says(speakers, day):
    topics = list(Topic.objects.all())
    whole, kept = (survey(topics, speakers, day), survey_kept(topics, speakers, day))
    assert [[facts(column) for column in one.columns] for one in kept] == [
        [facts(column) for column in one.columns] for one in whole
    ]


def test_the_newest_earlier_stances_are_fetched_and_the_others_counted(speakers):
    topic, ada = Topic.objects.first(), Speaker.objects.get(slug="ada")
    with open_edit():
        for year in (2015, 2016):
            episode = make.make_episode(guest=ada, date=datetime.date(year, 1, 1))
            make.make_stance(1, speaker=ada, topic=topic, episode=episode)
    [column] = add_earlier(topic, survey_kept([topic], [ada])[0].columns, None)
    assert [stance.as_of.year for stance in column.earlier] == [2018, 2016]
    assert column.earlier_count == 1


def test_evidence_is_counted_by_grade_and_mode(speakers):
    grades, modes = count_evidence(Topic.objects.first(), speakers, None)
    assert (grades[Grade.SUMMARY], modes[Mode.HEDGED]) == (1, 0)


def test_it_costs_the_same_however_many_there_are(speakers, django_assert_max_num_queries):
    for topics, people in ([Topic.objects.first()], speakers[:1]), (list(Topic.objects.all()), speakers):
        with django_assert_max_num_queries(4):
            survey_kept(topics, people)
