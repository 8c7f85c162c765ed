"""Topics: two poles, in the order that the corpus gives."""

import pytest

from explorer.models import Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_topic_has_a_page_and_two_poles_the_first_first():
    topic = make.TopicFactory(slug="scaling", question="Is it so?", first_pole="No", second_pole="Yes")
    assert (topic.get_absolute_url(), str(topic), topic.poles) == ("/topics/scaling/", "Is it so?", ("No", "Yes"))


def test_topics_come_in_their_own_order_and_to_the_index_as_they_were_made():
    last, first = make.TopicFactory(ordinal=2), make.TopicFactory(ordinal=1)
    assert list(Topic.objects.all()) == [first, last]
    assert list(Topic.objects.to_index()) == [last, first]
