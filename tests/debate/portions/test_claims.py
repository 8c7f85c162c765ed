"""A page of the claims on a topic: something of everybody, every claim on one page, and the others counted."""

import datetime

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Bearing, Grade
from explorer.debate.comparison import ClaimCounts
from explorer.debate.filters import ComparisonFilter
from explorer.debate.portions import claims
from explorer.debate.portions.claims import fetch_portion
from explorer.models import Speaker
from explorer.web.paging import PageChoice
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
@open_edit()
def topic():
    """Make a topic on which Ada has four claims and Bob one."""
    found = make.TopicFactory()
    ada, bob = make.SpeakerFactory(slug="ada", name="Ada"), make.SpeakerFactory(slug="bob", name="Bob")
    episode = make.make_episode(guest=ada, date=datetime.date(2020, 1, 1))
    for bearing, grade in (
        (Bearing.CONTEXT, Grade.TRANSCRIPT),
        (Bearing.POSITION, Grade.SUMMARY),
        (Bearing.POSITION, Grade.TRANSCRIPT),
        (Bearing.POSITION, Grade.TRANSCRIPT),
    ):
        make.make_claim(speaker=ada, topic=found, episode=episode, bearing=bearing, grade=grade)
    make.make_claim(speaker=bob, topic=found, episode=make.make_episode(guest=bob, date=None))
    return found


def portion_of(topic, query="", page=1, as_of=None):
    speakers = list(Speaker.objects.order_by("slug"))
    asked = ComparisonFilter.read(QueryDict(query))
    return fetch_portion(topic, speakers, asked, as_of, page=PageChoice(page), by_point=True)


def test_the_most_telling_claim_of_everybody_comes_before_the_second_of_anybody(topic, monkeypatch):
    monkeypatch.setattr(claims, "MOST_SHOWN", 2)
    pages = [portion_of(topic, page=number).page for number in (1, 2, 3)]
    assert [(claim.speaker.slug, claim.qualifies) for claim in pages[0].rows] == [("ada", False), ("bob", False)]
    assert [(claim.best_quoted.grade, claim.qualifies) for claim in (*pages[1].rows, *pages[2].rows)] == [
        (Grade.TRANSCRIPT, False),
        (Grade.SUMMARY, False),
        (Grade.TRANSCRIPT, True),
    ]
    assert len({claim.pk for page in pages for claim in page.rows}) == 5


def test_what_a_choice_of_evidence_hides_is_counted(topic):
    chosen = portion_of(topic, "grade=summary")
    ada = chosen.page.rows[0].speaker
    assert chosen.count_of(ada) == ClaimCounts(1, 0, 0)
    assert chosen.count_hidden_of(ada) == 3
    assert chosen.count_left_out(ada, None, 1) == (3, 0)


def test_as_of_a_day_neither_later_nor_undated_claims_count(topic):
    assert portion_of(topic, as_of=datetime.date(2019, 1, 1)).page.rows == []
    assert portion_of(topic, as_of=datetime.date(2020, 1, 1)).page.total == 4


def test_it_costs_the_same_for_few_and_for_many_claims(topic, django_assert_num_queries):
    with django_assert_num_queries(6):
        portion_of(topic)
    with open_edit():
        for speaker in Speaker.objects.filter(claims__topics=topic).distinct():
            make.make_claim(speaker=speaker, topic=topic, episode=speaker.episodes.first())
    with django_assert_num_queries(6):
        portion_of(topic)
