"""Topics under the headings of their themes."""

from explorer.debate.themes import find_theme, group_by_theme, list_named
from explorer.models import Topic
from explorer.models.topics import Theme

MIND, RISK, NONE = Theme("Brain and mind", 2, 3), Theme("Risk", 0, 1), Theme("", 1, 1)


def test_rows_that_follow_each_other_stand_under_one_heading():
    rows = [Topic(theme=theme, slug=slug) for slug, theme in (("a", "Risk"), ("b", "Risk"), ("c", "Mind"), ("d", ""))]
    found = [(heading, [row.slug for row in run]) for heading, run in group_by_theme(rows, lambda row: row)]
    assert found == [("Risk", ["a", "b"]), ("Mind", ["c"]), ("Other questions", ["d"])]


def test_a_theme_is_found_by_its_slug_and_what_has_none_by_none():
    assert find_theme([NONE, RISK, MIND], "brain-and-mind") == MIND
    assert find_theme([NONE, RISK, MIND], "") is None
    assert find_theme([NONE, RISK, MIND], "brain") is None


def test_one_theme_alone_parts_nothing():
    assert list_named([MIND, RISK, NONE]) == [MIND, RISK]
    assert list_named([MIND, NONE]) == []
