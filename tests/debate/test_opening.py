"""The words with which a topic begins: of the two furthest apart on one point, a dispute first."""

import pytest

from explorer.debate.opening import find_opening
from explorer.models import ClaimTopic
from tests import factories as make
from tests.debate.tables import build, claims_of, make_topic, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make_topic()


def names_of(opening):
    return [side.column.speaker.slug for side in opening.sides]


def test_a_point_on_which_the_two_furthest_apart_dispute_each_other_comes_first(topic):
    ada, cyd = claims_of("ada"), claims_of("cyd")
    relate(ada[0], cyd[0], "agrees")
    relation = relate(cyd[1], ada[1], "disputes")
    opening = find_opening(build(topic, "speakers=ada,cyd"))
    assert (names_of(opening), opening.steps) == (["ada", "cyd"], 3)
    assert (opening.point.slug, opening.relation) == ("two", relation)
    assert [side.claim.pk for side in opening.sides] == [ada[1].pk, cyd[1].pk]


def test_two_who_are_not_related_open_with_what_answers_the_point_best(topic):
    opening = find_opening(build(topic, "speakers=bob,cyd"))
    assert (names_of(opening), opening.point.slug, opening.relation) == (["bob", "cyd"], "one", None)


def test_one_alone_opens_with_the_best_claim(topic):
    opening = find_opening(build(topic, "speakers=cyd"))
    assert (names_of(opening), opening.steps, opening.point.slug) == (["cyd"], None, "one")


def test_two_who_share_no_point_do_not_open_together(topic):
    ClaimTopic.objects.filter(claim=claims_of("cyd")[0]).update(point=None)
    ClaimTopic.objects.filter(claim=claims_of("ada")[1]).update(point=None)
    ClaimTopic.objects.filter(claim=claims_of("cyd")[1]).update(point=make.PointFactory(topic=topic))
    assert len(find_opening(build(topic, "speakers=ada,cyd")).sides) == 1


def test_where_nothing_is_shown_there_is_nothing_to_begin_with(topic):
    assert find_opening(build(topic, "grade=notes")) is None
