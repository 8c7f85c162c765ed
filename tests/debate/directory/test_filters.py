"""The address of the list of people says what was asked for, no more, and leads back to it."""

import pytest
from django.http import QueryDict

from explorer.debate.directory.filters import SpeakerFilter


def asked(query):
    return SpeakerFilter.read(QueryDict(query))


@pytest.mark.parametrize("query", ["", "?q=ada", "?q=ada+b&who=guest&letter=L&page=2"])
def test_an_address_leads_back_to_what_it_asks_for(query):
    assert asked(query[1:]).query_string == query
    assert asked(query[1:]).unknown({"L"}) == []


def test_what_is_not_known_is_said_and_left_out():
    chosen = asked("who=host&letter=xy&page=0")
    assert chosen.query_string == "?letter=XY"
    assert chosen.unknown({"A"}) == [("who", "host"), ("letter", "XY")]


def test_another_choice_begins_on_its_first_page():
    chosen = asked("q=ada&who=guest&letter=L&page=2")
    assert chosen.with_who("heard").query_string == "?q=ada&who=heard"
    assert chosen.with_letter("").query_string == "?q=ada&who=guest"
    assert chosen.turned(3).query_string == "?q=ada&who=guest&letter=L&page=3"


def test_what_cannot_be_printed_is_replaced():
    assert asked("q=a%00b").text == "a\ufffdb"
