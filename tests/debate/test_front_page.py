"""The debate as one meets it first: everything on it is public, and it costs the same however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import RelationKind, Status
from explorer.debate.front_page import NEWEST, compile_front_page
from explorer.debate.overviews.debate_filter import DebateFilter
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_empty_site_opens_with_nothing():
    opening = compile_front_page(DebateFilter())
    assert (opening.guests, opening.debates.groups, opening.newest) == (0, (), [])
    assert opening.clash is None


def test_questions_come_in_the_order_asked_for_and_guests_are_counted():
    near, far = make.TopicFactory(question="B?", ordinal=1), make.TopicFactory(question="A?", ordinal=2)
    with open_edit():
        for topic, positions in ((near, (1, 1)), (far, (-2, 2))):
            for position in positions:
                make.make_stance(position, topic=topic)
    opening = compile_front_page(DebateFilter())
    assert [debate.topic for debate in opening.debates.page.rows] == [far, near]
    assert opening.guests == 4


def test_a_dispute_that_readers_see_gives_the_reason_of_the_sharpest_contrast():
    topic = make.TopicFactory()
    one, other = (make.make_stance(position, topic=topic).speaker.claims.get() for position in (-2, 2))
    make.RelationFactory(from_claim=one, to_claim=other, kind=RelationKind.DISPUTES, reason="Says the opposite.")
    assert compile_front_page(DebateFilter()).clash.reason == "Says the opposite."
    other.status = Status.DRAFT
    other.save()
    assert compile_front_page(DebateFilter()).clash is None


def test_the_newest_public_claims_are_shown_newest_first():
    claims = [make.make_claim() for _ in range(NEWEST + 1)]
    make.make_claim(status=Status.DRAFT)
    assert compile_front_page(DebateFilter()).newest == claims[:0:-1]


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_it_costs_as_many_queries_for_six_questions_as_for_one():
    counts = []
    for number in (1, 5):
        with open_edit():
            for _ in range(number):
                topic = make.TopicFactory()
                for position in (-1, 1):
                    make.make_stance(position, topic=topic)
        with CaptureQueriesContext(connection) as queries:
            opening = compile_front_page(DebateFilter())
            assert all(link.topic.question for claim in opening.newest for link in claim.topic_links.all())
            assert all(piece.chain for claim in opening.newest for piece in claim.evidence.all())
        counts.append(len(queries))
    assert counts[0] == counts[1]
