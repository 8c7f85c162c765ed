"""A reader is answered from the replica where it has what readers have seen, and never from before that."""

import pytest
from django.db import OperationalError

from explorer.databases import choice
from explorer.databases.choice import NoCurrentDatabaseError, SeenRevision, choose_database
from explorer.databases.chosen import PRIMARY, REPLICA
from explorer.models.outbox import SPAN
from explorer.outages import Outage
from explorer.shared_cache import cache
from tests import factories as make

GONE = None


@pytest.fixture
def databases(monkeypatch):
    """Return the revisions of both databases, which tests write; none of them is asked."""
    held = {}
    monkeypatch.setattr(choice, "read_revision", lambda database, **_: held[database])
    monkeypatch.setattr(choice, "SEEN", SeenRevision())
    return held


def choose(databases, primary, replica):
    databases.update({PRIMARY: primary, REPLICA: replica})
    try:
        return choose_database()
    except NoCurrentDatabaseError:
        return "nobody"


@pytest.mark.parametrize(
    ("primary", "replica", "expected"),
    [
        (5, 5, REPLICA),
        (5, 6, REPLICA),  # it was asked a moment later
        (5, 4, PRIMARY),
        (5, GONE, PRIMARY),
        (GONE, 5, REPLICA),
        (GONE, GONE, "nobody"),
        (5, SPAN + 5, PRIMARY),
        (0, 0, REPLICA),
    ],
)
def test_the_replica_answers_where_it_has_the_revision_of_the_primary(databases, primary, replica, expected):
    assert choose(databases, primary, replica) == expected


def test_without_the_primary_nothing_is_answered_from_before_what_was_seen(databases):
    assert choose(databases, 5, 4) == PRIMARY
    assert choose(databases, GONE, 4) == "nobody"
    assert choose(databases, GONE, 5) == REPLICA


def test_what_another_server_has_seen_counts_here(databases, monkeypatch):
    choose(databases, 5, 4)
    monkeypatch.setattr(choice, "SEEN", SeenRevision())
    assert choose(databases, GONE, 4) == "nobody"
    cache.clear()
    assert choose(databases, GONE, 4) == REPLICA  # nobody is left who knows better


def test_a_database_that_was_replaced_is_not_held_to_what_the_other_had(databases):
    choose(databases, SPAN * 7 + 100, GONE)
    assert choose(databases, SPAN + 3, SPAN + 3) == REPLICA
    assert choose(databases, GONE, SPAN + 3) == REPLICA


def test_a_primary_that_rests_is_asked_all_the_same_where_the_replica_is_behind(databases, monkeypatch):
    choose(databases, 5, 5)
    asked = []

    def read(database, *, at_once=False):
        asked.append((database, at_once))
        return {PRIMARY: 6 if at_once else GONE, REPLICA: 4}[database]

    monkeypatch.setattr(choice, "read_revision", read)
    assert choose_database() == PRIMARY
    assert asked == [(PRIMARY, False), (REPLICA, False), (PRIMARY, True)]


@pytest.mark.django_db
def test_a_commit_is_known_before_any_reader_asks(databases, monkeypatch):
    make.make_claim()
    choice.note_commit()
    assert choice.SEEN.read() == choice.Revision.objects.current() > 0


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_left_alone_for_a_while(monkeypatch):
    asked = []

    def refuse(_):
        asked.append(1)
        raise OperationalError("refused")

    monkeypatch.setitem(choice.OUTAGES, PRIMARY, Outage("The database", 60, "the replica answers"))
    monkeypatch.setattr("explorer.models.outbox.RevisionManager.current", refuse)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    assert [choice.read_revision(PRIMARY) for _ in range(3)] == [None] * 3
    assert len(asked) == 1
    assert choice.read_revision(PRIMARY, at_once=True) is None
    assert len(asked) == 2
