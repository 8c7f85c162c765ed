"""Topics: two poles, in the order that the corpus gives."""

import pytest
from django.core.exceptions import ValidationError

from explorer.changes.edit import open_edit
from explorer.models import Topic
from explorer.models.topics import Theme
from explorer.models.versions import versions
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


@pytest.fixture
@open_edit()
def themed():
    """Make topics on two themes, of which the one later in the alphabet comes first, and one without."""
    for slug, theme in (("bare", ""), ("risk", "Risk"), ("mind", "Mind"), ("harm", "Risk")):
        make.TopicFactory(slug=slug, theme=theme, question=f"Is it {slug}?")


def test_topics_come_by_theme_where_the_first_of_each_stands_and_without_one_last(themed):
    assert [topic.slug for topic in Topic.objects.by_theme()] == ["risk", "harm", "mind", "bare"]
    Topic.objects.filter(slug="mind").update(ordinal=0)
    assert [topic.slug for topic in Topic.objects.by_theme()] == ["mind", "risk", "harm", "bare"]


def test_themes_whose_first_topics_tie_are_not_mixed(themed):
    Topic.objects.update(ordinal=0)
    assert [topic.slug for topic in Topic.objects.by_theme()] == ["mind", "harm", "risk", "bare"]


def test_themes_count_the_topics_asked_for_beside_all(themed, django_assert_num_queries):
    with django_assert_num_queries(1):
        themes = Topic.objects.worded(["harm"]).count_by_theme()
    assert themes == [Theme("Risk", 1, 2), Theme("Mind", 0, 1), Theme("", 0, 1)]
    assert [topic.slug for topic in Topic.objects.on_theme(themes[0])] == ["risk", "harm"]


def test_a_theme_is_spelt_as_on_other_topics(themed):
    topic = Topic.objects.get(slug="mind")
    topic.theme = "RISK!"
    with pytest.raises(ValidationError, match="write this theme “Risk”; write it like them"):
        topic.full_clean()
    topic.theme = "MIND"
    topic.full_clean()
    assert topic.theme_slug == "mind"
    topic.theme = "…"
    with pytest.raises(ValidationError, match="no letter a-z"):
        topic.full_clean()


def test_the_theme_of_a_topic_is_kept_with_its_versions():
    topic = make.TopicFactory(theme="Risk")
    topic.theme = "Mind"
    topic.save()
    assert [version.theme for version in versions(Topic)] == ["Mind", "Risk"]
