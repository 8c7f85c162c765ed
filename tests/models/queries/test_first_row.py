"""The first question of a request is the check of its connection: a lost one is opened anew, and asked once more."""

import pytest
from django.db import OperationalError, connection, connections

from explorer.models import Revision
from explorer.models.queries.first_row import fetch_first_row

NUMBERS = "SELECT 7 UNION SELECT 8 ORDER BY 1"


@pytest.fixture
def checked(transactional_db, monkeypatch):
    """Return how often a kept connection is asked whether it is there, as a request begins that finds one."""
    asked = []
    kept = connections["default"]
    kept.ensure_connection()
    kept.health_check_enabled, kept.health_check_done = True, False
    usable = kept.is_usable
    monkeypatch.setattr(kept, "is_usable", lambda: asked.append("usable") or usable())
    return asked


def test_the_first_row_is_returned_and_nothing_else_is_asked(checked, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert fetch_first_row("default", NUMBERS) == (7,)
    assert fetch_first_row("default", "SELECT 7 WHERE 1 = %s", [2]) is None
    assert checked == []


def test_others_find_a_connection_that_was_asked(checked):
    fetch_first_row("default", NUMBERS)
    Revision.objects.exists()
    assert checked == []


def test_without_it_django_asks_first(checked):
    Revision.objects.exists()
    assert checked == ["usable"]


def test_a_lost_connection_is_opened_anew_and_asked_once_more(checked):
    if connection.vendor != "postgresql":
        pytest.skip("asks a PostgreSQL database: run by scripts/with-postgres")
    with connection.cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connections["default"].health_check_done = False
    checked.clear()
    assert fetch_first_row("default", NUMBERS) == (7,)
    assert checked == ["usable"]


@pytest.fixture
def tried(monkeypatch):
    """Return how often a question was asked, which fails each time."""
    asked = []

    def fail(*_):
        asked.append("once")
        raise OperationalError("the server is gone")

    monkeypatch.setattr("explorer.models.queries.first_row._fetch", fail)
    return asked


@pytest.mark.parametrize(("is_usable", "times"), [(False, 2), (True, 1)])
def test_what_fails_is_told_and_asked_again_only_of_a_connection_that_was_lost(
    checked, tried, monkeypatch, is_usable, times
):
    monkeypatch.setattr(connections["default"], "is_usable", lambda: is_usable)
    with pytest.raises(OperationalError, match="gone"):
        fetch_first_row("default", NUMBERS)
    assert len(tried) == times


@pytest.mark.django_db
def test_within_a_transaction_nothing_is_asked_twice(tried):
    with pytest.raises(OperationalError, match="gone"):
        fetch_first_row("default", NUMBERS)
    assert len(tried) == 1
