"""Who is furthest from a speaker and who nearest, out of the database."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import ContrastKind, RelationKind, StanceCode, Status
from explorer.debate.contrasts import list_contrasts
from explorer.debate.nearness import PairTally
from explorer.debate.neighbours import count_relations, survey_neighbours
from explorer.debate.profile import build_profile
from explorer.models import Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make.SpeakerFactory(slug="ada", name="Ada")


def neighbours(speaker):
    return survey_neighbours(speaker, list_contrasts(speaker, Topic.objects.all()))


def stand_on(topics, **positions):
    """Place each speaker, called by slug, on the topics in turn."""
    people = {}
    with open_edit():
        for slug, numbers in positions.items():
            people[slug] = make.SpeakerFactory(slug=slug, name=slug.title())
            for topic, number in zip(topics, numbers, strict=False):
                make.make_stance(number, speaker=people[slug], topic=topic)
    return people


def test_the_furthest_the_nearest_and_those_between(ada):
    topics = [make.TopicFactory() for _ in range(2)]
    with open_edit():
        for topic in topics:
            make.make_stance(2, speaker=ada, topic=topic)
    people = stand_on(topics, near=[2, 1], far=[-2, -2], middle=[2, -1], apart=[-1, 0])
    found = neighbours(ada)
    assert (found.furthest.other, found.nearest.other) == (people["far"], people["near"])
    assert [one.other for one in found.between] == [people["apart"], people["middle"]]
    assert found.furthest.tally == PairTally(2, 0, 8)
    assert found.nearest.slugs == "ada,near"


def test_what_has_no_number_or_is_no_longer_said_counts_for_nothing(ada):
    topic = make.TopicFactory()
    make.make_stance(2, speaker=ada, topic=topic)
    make.make_stance(code=StanceCode.NOT_PLACED, topic=topic, points_to="first")
    make.make_stance(-2, topic=topic, status=Status.DRAFT)
    assert neighbours(ada).ends == []
    bob = make.make_stance(-2, topic=topic).speaker
    later = make.make_episode(guest=bob, date=datetime.date(2030, 1, 1))
    make.make_stance(1, speaker=bob, topic=topic, episode=later)
    assert neighbours(ada).nearest.tally == PairTally(1, 1, 1)


def test_one_verdict_on_different_grounds_is_agreement(ada):
    topic = make.TopicFactory()
    make.make_stance(2, speaker=ada, topic=topic)
    other = make.make_stance(code=StanceCode.REJECTS_QUESTION, topic=topic).speaker
    make.ContrastFactory(topic=topic, first=ada, second=other, kind=ContrastKind.SAME_VERDICT)
    assert neighbours(ada).nearest.tally == PairTally(1, 1, 0)


def test_relations_are_counted_by_kind_whichever_way_they_lead(ada):
    bob = make.SpeakerFactory()
    ours, theirs = make.make_claim(speaker=ada), make.make_claim(speaker=bob)
    make.RelationFactory(from_claim=ours, to_claim=theirs, kind=RelationKind.AGREES)
    make.RelationFactory(from_claim=theirs, to_claim=ours, kind=RelationKind.DISPUTES)
    make.RelationFactory(from_claim=ours, to_claim=make.make_claim(speaker=ada), kind=RelationKind.AGREES)
    make.RelationFactory(from_claim=ours, to_claim=make.make_claim(speaker=bob, status=Status.DRAFT))
    assert count_relations(ada) == {bob.pk: {RelationKind.AGREES: 1, RelationKind.DISPUTES: 1}}


def test_the_profile_shows_the_widest_of_the_furthest_and_the_closest_of_the_nearest(ada):
    topics = [make.TopicFactory() for _ in range(5)]
    with open_edit():
        for topic in topics:
            make.make_stance(2, speaker=ada, topic=topic)
    stand_on(topics, far=[-1, -2, 0, 1, -2], near=[1, 2, -2, 2, 1])
    far, near = build_profile(ada, topics).ends
    assert [row.distance for row in far.rows] == [4, 4, 3]
    assert [row.distance for row in near.rows] == [0, 0, 1]
    assert (far.is_nearest, near.is_nearest) == (False, True)


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_neighbours_cost_the_same_for_one_and_for_many(ada):
    topic = make.TopicFactory()
    claim = make.make_claim(speaker=ada, topic=topic)
    make.StanceFactory(speaker=ada, topic=topic, episode=claim.episode)

    def count(people):
        for _ in range(people):
            other = make.make_stance(-1, topic=topic).speaker
            make.RelationFactory(from_claim=claim, to_claim=other.claims.get())
            make.ContrastFactory(topic=topic, first=ada, second=other)
        contrasts = list_contrasts(ada, [topic])
        with CaptureQueriesContext(connection) as queries:
            found = survey_neighbours(ada, contrasts)
            assert [one.other.name for one in (*found.ends, *found.between)]
        with CaptureQueriesContext(connection) as whole:
            build_profile(ada, [topic])
        return len(queries), len(whole)

    few, many = count(2), count(8)
    assert few == many
    assert few[0] == 3
