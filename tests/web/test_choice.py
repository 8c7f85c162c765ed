"""A parameter of an address: what it names, what of that is known, and what is said of the rest."""

import pytest
from django.http import QueryDict

from explorer.web.choice import MOST_READ, MOST_SAID, Choice


@pytest.mark.parametrize(
    "query", ["speakers=a,b", "speakers=a&speakers=b", "speakers=&speakers=a, b,,a", "speakers=+a+,b"]
)
def test_a_list_is_written_with_commas_or_repeated(query):
    assert Choice.read(QueryDict(query), "speakers").values == ("a", "b")


def read(query):
    return Choice.read(QueryDict(query), "speakers")


def test_what_is_chosen_is_kept_in_its_order_and_all_is_chosen_where_nothing_is_said_that_is_known():
    assert read("speakers=c,x,a").within("abc") == ("c", "a")
    assert read("").within("abc") == ("a", "b", "c")
    assert read("speakers=x").within("abc") == ("a", "b", "c")


def test_naming_nothing_chooses_nothing():
    empty = read("speakers=")
    assert (empty.is_empty, empty.within("abc")) == (True, ())
    assert not read("").is_empty
    assert not read("speakers=a").is_empty


def test_only_so_many_values_are_read_and_fewer_repeated_each_shortened():
    chosen = read("speakers=" + ",".join(f"{'x' * 60}{number}" for number in range(MOST_READ + 1)))
    assert len(chosen.values) == MOST_READ
    said = chosen.unknown(())
    assert (len(said), {len(value) for value in said}) == (MOST_SAID, {40})
    assert read("speakers=a,b").unknown("a") == ("b",)
