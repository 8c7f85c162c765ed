"""The address of the matrix names people, questions, an order, one person kept in sight and one open cell."""

import pytest
from django.http import QueryDict

from explorer.debate.overviews.matrix_filter import MatrixFilter

KNOWN = {name: frozenset({"a", "b"}) for name in ("speakers", "topics", "add", "keep")}


def read(query):
    return MatrixFilter.read(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "cell"), [("cell=t,s", ("t", "s")), ("cell=t", None), ("cell=t,s,x", None), ("", None)]
)
def test_a_cell_is_a_topic_and_a_speaker(query, cell):
    chosen = MatrixFilter.read(QueryDict(query))
    assert chosen.cell == cell
    assert chosen.unknown(KNOWN, "t,s") == ([("cell", query[5:])] if query and cell is None else [])


def test_an_address_is_written_as_it_is_read():
    query = "?speakers=a,b&topics=x&q=scale&order=divided&keep=a&page=2"
    assert read(query[1:]).query_string == query
    assert read(query[1:]).opening("x,a") == f"{query}&cell=x,a"
    assert read("").query_string == ""


def test_one_person_less_is_nobody_named_where_none_is_left():
    assert read("speakers=a,b&order=listed").without("a") == "?speakers=b&order=listed"
    assert read("speakers=a").without("a") == ""


def test_every_unknown_value_is_said():
    asked = read("speakers=a,x&topics=b,y&add=z&keep=w&order=odd")
    expected = [("speakers", "x"), ("topics", "y"), ("add", "z"), ("keep", "w"), ("order", "odd")]
    assert asked.unknown(KNOWN, "") == expected
