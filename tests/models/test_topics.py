"""Topics: two poles, in the order that the corpus gives."""

import pytest

from explorer.models import Topic
from tests import factories as make
from tests.models.breaches import check_refused, second, update

pytestmark = pytest.mark.django_db


def test_a_topic_has_a_page_and_two_poles_the_first_first():
    topic = make.TopicFactory(slug="scaling", question="Is it so?", first_pole="No", second_pole="Yes")
    assert (topic.get_absolute_url(), str(topic), topic.poles) == ("/topics/scaling/", "Is it so?", ("No", "Yes"))


def test_topics_come_in_their_own_order_and_to_the_index_as_they_were_made():
    last, first = make.TopicFactory(ordinal=2), make.TopicFactory(ordinal=1)
    assert list(Topic.objects.all()) == [first, last]
    assert list(Topic.objects.to_index()) == [last, first]


BREACHES = [
    ("point_slug_once_in_a_topic", lambda: second(make.PointFactory, ["topic", "slug"])),
    ("point_pole_known", lambda: update(make.PointFactory, pole="third")),
    ("point_has_a_question", lambda: update(make.PointFactory, question="")),
]


@pytest.mark.parametrize(("name", "breach"), BREACHES)
def test_the_database_refuses_a_breach(name, breach):
    check_refused(name, breach)


def test_points_come_in_their_order():
    topic = make.TopicFactory()
    last, first = (make.PointFactory(topic=topic, ordinal=ordinal) for ordinal in (2, 1))
    assert list(topic.points.all()) == [first, last]


def test_points_are_fetched_in_one_query_more(django_assert_num_queries):
    for _ in range(3):
        make.PointFactory()
    with django_assert_num_queries(2):
        assert all(list(topic.points.all()) for topic in Topic.objects.with_points())
