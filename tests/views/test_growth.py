"""Pages cost the same with ten times the conversations: queries, rows fetched, bytes of the answer."""

import pytest
from django.db import connection
from django.db.models.sql import compiler
from django.test.utils import CaptureQueriesContext

from tests.crowds import add_talks, make_crowd

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *("/", "/topics/", "/matrix/", "/matrix/?as_of=2010-01-09", "/compass/", "/api/v1/matrix/"),
    *(
        "/topics/topic-0/",
        "/topics/topic-0/?view=people",
        "/compare/",
        "/speakers/",
        "/speakers/guest-1/",
        "/episodes/",
    ),
]
MOST_GROWTH = 1.2


@pytest.fixture
def measure(client, monkeypatch):
    """Return a function that asks for an address and returns what the answer costs."""
    fetched = [0]
    fetch = compiler.cursor_iter

    def count_rows(*args):
        for rows in fetch(*args):
            fetched[0] += len(rows)
            yield rows

    def ask(address):
        fetched[0] = 0
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        return {"queries": len(queries), "rows": fetched[0], "bytes": len(response.content)}

    monkeypatch.setattr(compiler, "cursor_iter", count_rows)
    return ask


@pytest.mark.slow  # makes much of everything, to count what it costs
def test_with_ten_times_the_conversations_pages_cost_the_same(measure):
    make_crowd(guests=4, topics=2)
    add_talks(44)  # more days and claims than are shown at once
    few = {address: measure(address) for address in ADDRESSES}
    add_talks(396)
    many = {address: measure(address) for address in ADDRESSES}
    assert all(costs["rows"] > 10 for costs in many.values())
    grown = {
        (address, what): (few[address][what], number)
        for address, costs in many.items()
        for what, number in costs.items()
        if number > MOST_GROWTH * few[address][what]
    }
    assert grown == {}
