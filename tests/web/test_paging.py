"""A list a page at a time: no page is empty, and what was asked for in vain is said."""

import pytest
from django.http import QueryDict

from explorer.models import Episode, Topic
from explorer.web.paging import ListPage, PageChoice, list_unread, turn_page
from tests import factories as make


def asked(query):
    return PageChoice.read(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "number", "unread"),
    [
        ("", 1, ""),
        ("page=", 1, ""),
        ("page=3", 3, ""),
        ("page=0", 1, "0"),
        ("page=-1", 1, "-1"),
        ("page=two", 1, "two"),
        ("page=9999999", 1, "9999999"),
    ],
)
def test_the_page_of_an_address_is_read_and_what_is_none_is_kept_to_be_said(query, number, unread):
    assert asked(query) == PageChoice(number, unread)


@pytest.mark.parametrize(
    ("number", "total", "first", "last", "coming"), [(1, 0, 0, 0, 0), (1, 5, 1, 2, 2), (2, 5, 3, 4, 1), (3, 5, 5, 5, 0)]
)
def test_a_page_knows_its_place_among_all_rows(number, total, first, last, coming):
    page = ListPage((), number, 2, total)
    assert (page.first, page.last, page.coming) == (first, last, coming)


@pytest.mark.django_db
def test_beyond_the_last_page_the_last_one_is_shown_and_that_is_said(django_assert_num_queries):
    topics = [make.TopicFactory(ordinal=place) for place in range(5)]
    with django_assert_num_queries(2):
        page = turn_page(Topic.objects.all(), asked("page=9"), 2)
    assert page.rows == topics[4:]
    assert (page.number, page.pages, page.total) == (3, 3, 5)
    assert list_unread(asked("page=9"), page) == [("page", "9")]
    assert list_unread(asked("page=2"), turn_page(Topic.objects.all(), asked("page=2"), 2)) == []


@pytest.mark.django_db
def test_rows_are_sorted_without_what_is_joined_to_them(django_assert_num_queries):
    episodes = [make.EpisodeFactory(title=title) for title in "abc"]
    rows = Episode.objects.select_related("series").order_by("-title")
    with django_assert_num_queries(1) as asked:
        page = turn_page(rows, PageChoice(2), 1, total=3)
        assert [row.series for row in page.rows] == [episodes[1].series]
    assert page.rows == [episodes[1]]
    [statement] = asked.captured_queries
    sorted_first = statement["sql"].partition(" IN (SELECT ")[2]
    assert "LIMIT 1" in sorted_first
    assert "explorer_series" not in sorted_first.partition("LIMIT")[0]
