"""People are set beside each other on every question, and the one furthest from somebody is named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.debate.answers.people import answer_neighbour, answer_people
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def people():
    """Make Ada, Bob, who is at the other end on two questions, and Cyd, who agrees with Ada on one."""
    speakers = {slug: make.SpeakerFactory(slug=slug, name=slug.title()) for slug in ("ada", "bob", "cyd")}
    for number, positions in enumerate(({"ada": -2, "bob": 2, "cyd": -1}, {"ada": -1, "bob": 2})):
        topic = make.TopicFactory(slug=f"t{number}")
        for slug, position in positions.items():
            make.make_stance(position, topic=topic, speaker=speakers[slug])


def test_two_are_compared_on_every_question_the_widest_apart_first(people):
    answer = answer_people(["ada", "bob"])
    assert answer.slugs == "ada,bob"
    assert [(row.topic.slug, row.distance) for row in answer.rows] == [("t0", 4), ("t1", 3)]


def test_of_two_who_differ_nowhere_it_is_shown_where_they_agree(people):
    assert [row.topic.slug for row in answer_people(["ada", "cyd"]).rows] == ["t0"]


@pytest.mark.parametrize("slugs", [[], ["ada"], ["ada", "nobody"]])
def test_fewer_than_two_are_not_compared(people, slugs):
    assert answer_people(slugs) is None


def test_more_than_four_are_cut_to_four(people):
    for slug in ("dan", "eve"):
        make.SpeakerFactory(slug=slug, name=slug.title())
    assert answer_people(["ada", "bob", "cyd", "dan", "eve"]).slugs == "ada,bob,cyd,dan"


def test_the_furthest_and_the_nearest_are_named(people):
    far, near = answer_neighbour("ada"), answer_neighbour("ada", is_nearest=True)
    assert (far.end.neighbour.other.slug, near.end.neighbour.other.slug) == ("bob", "cyd")
    assert [row.topic.slug for row in far.end.rows] == ["t0", "t1"]


def test_nobody_is_near_or_far_from_somebody_without_a_position(people):
    make.SpeakerFactory(slug="dan", name="Dan")
    assert answer_neighbour("dan").end is None
    assert answer_neighbour("nobody") is None


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize(
    ("answer", "most"), [(lambda: answer_people(["ada", "bob"]), 13), (lambda: answer_neighbour("ada"), 11)]
)
def test_an_answer_costs_the_same_however_many_there_are(people, answer, most):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            answer()
        return len(queries)

    first = cost()
    with open_edit():
        for _ in range(5):
            make.make_stance(1)
    assert max(first, cost()) <= most
