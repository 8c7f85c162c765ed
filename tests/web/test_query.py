"""Words and single values of an address: safe to print, and nothing unknown passes as known."""

import pytest
from django.http import QueryDict

from explorer.web.query import LONGEST_TEXT, OneOf, read_text, write_query


@pytest.mark.parametrize(
    ("query", "value", "unread"),
    [
        ("", "new", ""),
        ("sort=", "new", ""),
        ("sort=old", "old", ""),
        ("sort=odd", "new", "odd"),
        ("sort=%00", "new", "\ufffd"),
    ],
)
def test_a_value_of_a_closed_list_is_read_and_another_one_is_kept_to_be_said(query, value, unread):
    assert OneOf.read(QueryDict(query), "sort", {"new", "old"}, "new") == OneOf(value, unread)


def test_words_are_read_on_one_line_and_not_without_end():
    assert read_text(QueryDict("q=++ada+++b+")) == "ada b"
    assert len(read_text(QueryDict("q=" + "a" * 1000))) == LONGEST_TEXT


def test_a_query_names_what_has_a_value():
    assert write_query([("q", "a b"), ("who", ""), ("speakers", "a,b")]) == "?q=a+b&speakers=a,b"
    assert write_query([("q", "")]) == ""
