"""The answer to a question tells who stands where and who says what, and calls a report a report."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, ClaimRole, Silence
from explorer.debate.answers.question import answer_question
from tests import factories as make
from tests.debate.tables import claims_of, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def topic():
    """Make a question on which Ada and Bob stand at one end and Cyd near the other; Dan is only reported."""
    topic = make_topic()
    make.make_claim(
        speaker=make.SpeakerFactory(slug="dan", name="Dan"),
        episode=claims_of("ada")[0].episode,
        asserter=claims_of("ada")[0].speaker,
        topic=topic,
        statement="It is so.",
    )
    return topic


def names(columns):
    return [column.speaker.slug for column in columns]


def test_a_topic_is_answered_by_who_stands_where(topic):
    answer = answer_question("scale")
    assert (answer.question, answer.address, answer.sides) == (topic.question, "/topics/scale/", ())
    assert [names(step.columns) for step in answer.comparison.steps] == [["ada", "bob"], [], [], ["cyd"], []]
    assert [(side.column.speaker.slug, side.claims[0].statement) for side in answer.reported] == [("dan", "It is so.")]


def test_a_pole_at_which_nobody_stands_is_named_among_guests(topic):
    for claim in claims_of("cyd"):
        claim.delete()
    topic.stances.filter(speaker__slug="cyd").delete()
    assert answer_question("scale").comparison.empty_poles == [topic.second_pole]


def test_a_point_is_answered_by_what_each_says_and_who_says_nothing(topic):
    make.make_episode(guest=make.SpeakerFactory(slug="eve", name="Eve"))
    answer = answer_question("scale", "one")
    assert answer.address == "/topics/scale/#point-one"
    assert [(side.column.speaker.slug, len(side.claims), side.more) for side in answer.sides] == [
        ("ada", 1, 0),
        ("bob", 1, 0),
        ("cyd", 1, 0),
    ]
    assert {claim.point.slug for side in answer.sides for claim in side.claims} == {"one"}
    assert names(answer.silent) == ["eve"]
    assert answer.reported == ()


def test_whoever_speaks_to_a_point_answers_it_though_they_were_no_guest(topic):
    host = make.SpeakerFactory(slug="host", name="Host")
    claim = make.make_claim(speaker=host, episode=claims_of("ada")[0].episode, topic=topic)
    make.change_links(claim, point=topic.points.get(slug="one"))
    assert "host" in [side.column.speaker.slug for side in answer_question("scale", "one").sides]


def test_only_those_asked_for_answer_in_their_order(topic):
    answer = answer_question("scale", people=["cyd", "ada", "nobody"])
    assert names(answer.comparison.columns) == ["cyd", "ada"]
    assert answer.address == "/topics/scale/?speakers=cyd,ada"
    assert [len(side.claims) for side in answer.sides] == [1, 1]
    assert (
        answer_question("scale", "one", people=["ada"]).address == "/topics/scale/?speakers=ada&view=points#point-one"
    )


def test_of_one_person_alone_two_claims_are_shown_and_the_others_counted(topic):
    make.make_claim(speaker=claims_of("ada")[0].speaker, topic=topic)
    [side] = answer_question("scale", people=["ada"]).sides
    assert (len(side.claims), side.more) == (2, 1)


def test_of_somebody_who_is_only_reported_the_report_is_shown_and_no_position(topic):
    answer = answer_question("scale", people=["dan"])
    assert (answer.sides, len(answer.reported), answer.comparison.columns[0].position) == ((), 1, None)
    assert not answer.is_unanswered


def test_of_somebody_who_says_nothing_it_is_said_so(topic):
    make.SpeakerFactory(slug="eve", name="Eve")
    answer = answer_question("scale", people=["eve"])
    assert answer.is_unanswered
    assert [column.silence for column in answer.silent] == [Silence.NO_SOURCE]


def test_what_a_word_means_comes_first_where_that_is_asked(topic):
    claim = make.make_claim(
        speaker=claims_of("ada")[0].speaker, topic=topic, bearing=Bearing.CONTEXT, role=ClaimRole.DEFINITION
    )
    make.change_links(claim, point=topic.points.get(slug="one"))
    plain, defining = (answer_question("scale", "one", defining=defining) for defining in (False, True))
    assert plain.sides[0].claims[0].pk != claim.pk
    assert defining.sides[0].claims[0].pk == claim.pk


def test_seen_from_somebody_the_others_are_near_or_apart(topic):
    answer = answer_question("scale", seen_from="ada")
    assert [(column.speaker.slug, steps) for column, steps in answer.apart] == [("cyd", 3)]
    assert [(column.speaker.slug, steps) for column, steps in answer.near] == [("bob", 0)]
    placeless = answer_question("scale", seen_from="dan")
    assert (placeless.seen_from.speaker.slug, placeless.apart, placeless.near) == ("dan", [], [])


@pytest.mark.parametrize(("topic_slug", "point"), [("gone", ""), ("scale", "gone")])
def test_a_question_that_is_gone_has_no_answer(topic, topic_slug, point):
    assert answer_question(topic_slug, point) is None


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("asked", [{}, {"point_slug": "one"}, {"people": ["ada", "bob"]}, {"seen_from": "ada"}])
def test_an_answer_costs_eight_queries_however_many_speak(topic, asked):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            answer_question("scale", **asked)
        return len(queries)

    first = cost()
    with open_edit():
        for _ in range(5):
            make.make_stance(1, topic=topic)
    assert (first, cost()) == (8, 8)
