"""Compasses that somebody drew: the claim, its axes, and what was said of it in the order of the document."""

import datetime

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import ClaimRole, RelationKind, Status
from explorer.debate.drawn_compass import MOST_DRAWN, list_drawn_compasses
from explorer.models import Episode, Relation
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def drawn():
    near, risk = make.TopicFactory(slug="near"), make.TopicFactory(slug="risk")
    claim = make.make_claim(topic=near, role=ClaimRole.COMPASS)
    make.ClaimTopicFactory(claim=claim, topic=risk)
    make.ClaimTopicFactory(claim=claim)
    return claim


def remark(drawn, **fields):
    claim = make.make_claim(episode=drawn.episode, **fields)
    return make.RelationFactory(from_claim=claim, to_claim=drawn, kind=RelationKind.QUALIFIES).from_claim


def test_its_first_two_topics_are_its_axes_and_remarks_stand_as_they_were_said(drawn):
    first, second = remark(drawn), remark(drawn)
    Relation.objects.filter(from_claim=first).delete()
    make.RelationFactory(from_claim=first, to_claim=drawn, kind=RelationKind.ANSWERS)
    [compass] = list_drawn_compasses()
    assert (compass.claim, compass.x.slug, compass.y.slug) == (drawn, "near", "risk")
    assert compass.query == "x=near&y=risk"
    assert [(said.claim, said.kind) for said in compass.remarks] == [(first, "answers"), (second, "qualifies")]
    assert compass.evidence == drawn.evidence.get()


def test_what_readers_do_not_see_and_what_it_says_of_others_is_no_remark_on_it(drawn):
    remark(drawn, status=Status.DRAFT)
    make.RelationFactory(from_claim=drawn)
    assert list_drawn_compasses()[0].remarks == ()


def test_a_claim_with_one_topic_or_another_role_is_no_compass(drawn):
    make.make_claim(role=ClaimRole.COMPASS)
    make.make_claim(role=ClaimRole.DEFINITION)
    assert [compass.claim for compass in list_drawn_compasses()] == [drawn]


def test_a_page_holds_the_newest_of_many(drawn):
    with open_edit():
        for number in range(MOST_DRAWN):
            newer = make.make_claim(role=ClaimRole.COMPASS, published_on=datetime.date(2030, 1, 1 + number))
            make.ClaimTopicFactory(claim=newer)
    assert len(list_drawn_compasses()) == MOST_DRAWN
    assert drawn not in [compass.claim for compass in list_drawn_compasses()]


def test_as_of_a_day_what_was_said_later_is_left_out(drawn):
    remark(drawn)
    later = remark(drawn)
    talk = make.make_episode(guest=later.speaker, date=datetime.date(2022, 1, 1))
    type(later).objects.filter(pk=later.pk).update(episode=talk)
    [compass] = list_drawn_compasses(datetime.date(2019, 12, 31))
    assert len(compass.remarks) == 1
    Episode.objects.update(date=datetime.date(2022, 1, 1))
    assert list_drawn_compasses(datetime.date(2019, 12, 31)) == []


@pytest.mark.slow  # makes much of everything, to count what it costs
@pytest.mark.parametrize("count", [1, 8])
def test_it_costs_five_queries_however_much_was_said(drawn, count, django_assert_num_queries):
    for _ in range(count):
        remark(drawn)
    with django_assert_num_queries(5):
        [compass] = list_drawn_compasses()
        for said in (compass, *compass.remarks):
            assert said.evidence.chain
            assert said.claim.speaker.name


def test_a_corpus_without_any_costs_one_query(django_assert_num_queries):
    make.make_claim()
    with django_assert_num_queries(1):
        assert list_drawn_compasses() == []
