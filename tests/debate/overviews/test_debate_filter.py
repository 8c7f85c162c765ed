"""Lists of debates are ordered, narrowed and turned by their address."""

import pytest
from django.http import QueryDict

from explorer.changes.edit import open_edit
from explorer.debate.overviews.debate_filter import DebateFilter, DebateOrder
from explorer.models import Topic
from tests import factories as make


def read(query):
    return DebateFilter.read(QueryDict(query))


@pytest.fixture
@open_edit()
def topics(db):
    """Make topics with positions and claims, each named after them, and two of them on one theme."""
    for question, positions, claims in (("lone", (2,), 9), ("few", (-1, 1), 1), ("many", (-1, 1), 2)):
        topic = make.TopicFactory(question=question, theme="Risk" if question != "few" else "Mind")
        for position in positions:
            make.make_stance(position, topic=topic, claims=claims)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (DebateOrder.DISTANCE, ["many", "few", "lone"]),
        (DebateOrder.EVIDENCE, ["lone", "many", "few"]),
        (DebateOrder.NAME, ["few", "lone", "many"]),
        (DebateOrder.THEME, ["lone", "many", "few"]),
    ],
)
def test_each_order_is_that_of_the_database(topics, order, expected):
    assert [topic.question for topic in order.sort(Topic.objects.all())] == expected


def test_an_address_is_as_short_as_it_can_be_and_is_read_as_it_is_written():
    assert read("page=1&q=&theme=&order=").query_string == ""
    query = "?q=scale+up&theme=risk&order=name&page=2"
    assert read(query[1:]).query_string == query
    assert read("order=name&page=3").ordered(DebateOrder.EVIDENCE).query_string == "?order=evidence"
    assert read("order=name&page=3").on_theme("risk").query_string == "?theme=risk&order=name"
    assert read("theme=risk&order=name&page=3").ordered(None).query_string == "?theme=risk"


def test_an_unknown_order_is_said():
    assert read("order=%3Cb%3E").unknown == [("order", "<b>")]
    assert read("order=name").unknown == []
