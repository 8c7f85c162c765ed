"""Where somebody parts with others, seen from their end."""

import pytest

from explorer.debate.contrasts import list_contrasts
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_contrast_is_seen_from_either_end_and_leads_to_the_comparison_of_the_two():
    ada, bob = make.SpeakerFactory(slug="ada"), make.SpeakerFactory(slug="bob")
    topic = make.TopicFactory(slug="scaling")
    contrast = make.ContrastFactory(topic=topic, first=ada, second=bob)
    [of_ada], [of_bob] = (list_contrasts(one, [topic]) for one in (ada, bob))
    assert (of_ada.contrast, of_ada.other, of_bob.other) == (contrast, bob, ada)
    assert of_bob.address == "/topics/scaling/?speakers=bob,ada"


def test_only_the_topics_asked_for_and_the_persons_own_contrasts_count():
    topic, ada = make.TopicFactory(), make.SpeakerFactory()
    make.ContrastFactory(first=ada)
    make.ContrastFactory(topic=topic)
    assert list_contrasts(ada, [topic]) == []


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_one_query(django_assert_num_queries, count):
    ada = make.SpeakerFactory()
    topics = [make.ContrastFactory(first=ada).topic for _ in range(count)]
    with django_assert_num_queries(1):
        found = list_contrasts(ada, topics)
        assert all(one.other.name and one.address for one in found)
    assert len(found) == count
