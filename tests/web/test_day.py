"""The day of an address, and addresses of a day."""

import datetime

import pytest
from django.http import QueryDict

from explorer.web.day import DayFilter, add_day

DAY = datetime.date(2019, 12, 31)


@pytest.mark.parametrize(
    ("query", "day", "unreadable"),
    [
        ("", None, ()),
        ("as_of=", None, ()),
        ("as_of=2019-12-31", DAY, ()),
        ("as_of=soon,2019-12-31&as_of=2020-01-01", DAY, ("soon",)),
        ("as_of=2019-02-30", None, ("2019-02-30",)),
    ],
)
def test_the_first_value_that_is_a_day_counts_and_the_others_are_said(query, day, unreadable):
    chosen = DayFilter.read(QueryDict(query))
    assert (chosen.day, chosen.unreadable) == (day, unreadable)


def test_an_address_keeps_what_it_has_and_gets_the_day():
    assert add_day("/topics/", DAY) == "/topics/?as_of=2019-12-31"
    assert add_day("/compare/?speakers=a,b", DAY) == "/compare/?speakers=a,b&as_of=2019-12-31"
    assert add_day("/compare/?speakers=a,b", None) == "/compare/?speakers=a,b"
