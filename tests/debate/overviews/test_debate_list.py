"""A page of debates names few guests, counts the others, and costs the same however much is said."""

import pytest

from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import StanceCode
from explorer.debate.compare import survey
from explorer.debate.overviews import debate_list
from explorer.debate.overviews.debate_filter import DebateFilter, DebateOrder
from explorer.debate.overviews.debate_list import MOST_ON_A_STEP, build_debates, list_debates
from explorer.models import Speaker, Topic
from explorer.web.paging import PageChoice
from tests import factories as make
from tests.debate.overviews.edits import RandomEdits

pytestmark = pytest.mark.django_db


def build(*topics):
    kept = Topic.objects.with_tallies().filter(pk__in=[topic.pk for topic in topics])
    return build_debates(list(kept), Speaker.objects.guests().count())


def test_a_debate_says_what_the_comparison_of_all_guests_says():
    RandomEdits(3).make_edits(30)
    topics = list(Topic.objects.with_tallies())
    comparisons = survey(topics, list(Speaker.objects.guests()))
    for debate, comparison in zip(build_debates(topics, Speaker.objects.guests().count()), comparisons, strict=True):
        assert describe(debate) == describe(comparison)
        assert (debate.placed, debate.distance) == (comparison.placed, comparison.distance)
        assert debate.claim_count == comparison.claim_count


def describe(debate):
    """Return who stands on which step, and who off the scale, with every word and mark."""
    return (
        [[(item.speaker, item.is_thinly_evidenced) for item in step.columns] for step in debate.steps],
        [(group.words, {item.speaker for item in group.columns}) for group in debate.off_the_scale],
    )


def test_on_a_crowded_step_some_are_named_and_the_others_counted(monkeypatch):
    topic = make.TopicFactory()
    with open_edit():
        for number in range(MOST_ON_A_STEP + 3):
            make.make_stance(2, topic=topic, speaker=make.SpeakerFactory(name=f"Ada Number{number}"))
    make.make_stance(code=StanceCode.MIXED, topic=topic)
    make.make_episode()
    [named] = build(topic)
    monkeypatch.setattr(debate_list, "MOST_SILENT", 0)
    [counted] = build(topic)
    for debate in (named, counted):
        assert [(len(step.columns), step.more) for step in debate.steps] == [(0, 0)] * 4 + [(MOST_ON_A_STEP, 3)]
    said = [(group.words, len(group.columns), group.more) for group in counted.off_the_scale]
    assert said == [("Evidence on both sides", 1, 0), ("Without a position", 0, 1)]


def test_words_narrow_the_list_and_pages_part_it(monkeypatch):
    monkeypatch.setattr(debate_list, "PAGE", 2)
    for question in ("Is scale enough?", "Does scale help?", "Is it near?", "Will scaled models do?"):
        make.TopicFactory(question=question, first_pole="x", second_pole="x", description="x")
    found = list_debates(DebateFilter(text="scale", page=PageChoice(2)))
    assert [debate.topic.question for debate in found.page.rows] == ["Will scaled models do?"]
    assert (found.page.total, found.total, found.is_long) == (3, 4, True)
    assert [group.heading for group in found.groups] == ["Fewer than two guests placed"]


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_a_page_costs_the_same_queries_and_rows_however_many_people_and_talks(django_assert_num_queries):
    topic = make.TopicFactory()
    with open_edit():
        for number in range(20):
            stance = make.make_stance(number % 5 - 2, topic=topic, claims=0)
    with django_assert_num_queries(5):
        few = sum(len(step.columns) for step in list_debates(DebateFilter()).page.rows[0].steps)
    with open_edit():
        for number in range(40):
            make.make_stance(number % 5 - 2, topic=topic, claims=0)
            make.make_stance(1, topic=topic, speaker=stance.speaker, claims=0)
    with django_assert_num_queries(5):
        many = sum(len(step.columns) for step in list_debates(DebateFilter()).page.rows[0].steps)
    assert (few, many) == (20, 25)


@pytest.fixture
@open_edit()
def themed(monkeypatch):
    """Make a list longer than a page: three questions on two themes, and one on none."""
    monkeypatch.setattr(debate_list, "PAGE", 2)
    for question, theme in (("risk?", "Risk"), ("mind?", "Mind"), ("bare?", ""), ("harm?", "Risk")):
        make.TopicFactory(question=question, theme=theme)


def list_groups(**asked):
    """Return the headings of a list with their numbers and questions."""
    groups = list_debates(DebateFilter(**asked)).groups
    return [(group.heading, group.number, [row.topic.question for row in group.debates]) for group in groups]


def test_a_long_list_comes_by_theme_and_a_theme_on_two_pages_is_counted_whole(themed):
    assert list_groups() == [("Risk", 2, ["risk?", "harm?"])]
    assert list_groups(page=PageChoice(2)) == [("Mind", 1, ["mind?"]), ("Other questions", 1, ["bare?"])]
    Topic.objects.filter(question="mind?").update(theme="Risk")
    assert list_debates(DebateFilter()).order == DebateOrder.DISTANCE


def test_words_and_a_theme_narrow_the_list_together(themed):
    found = list_debates(DebateFilter(text="harm", theme="risk"))
    assert [debate.topic.question for debate in found.page.rows] == ["harm?"]
    assert [(theme.label, theme.number) for theme in found.named_themes] == [("Risk", 1)]
    assert (found.worded, found.total, found.order) == (1, 4, DebateOrder.DISTANCE)
    none = list_debates(DebateFilter(text="harm", theme="mind"))
    assert (none.groups, none.theme.label) == ((), "Mind")
    assert [theme.label for theme in none.named_themes] == ["Risk", "Mind"]


def test_a_theme_that_nobody_knows_narrows_nothing(themed):
    found = list_debates(DebateFilter(theme="no-such"))
    assert (found.theme, found.page.total) == (None, 4)


def test_a_short_list_comes_by_theme_only_when_asked(themed, monkeypatch):
    monkeypatch.setattr(debate_list, "PAGE", 4)
    assert [heading for heading, *_ in list_groups()] == [""]
    assert [heading for heading, *_ in list_groups(order=DebateOrder.THEME)] == ["Risk", "Mind", "Other questions"]
