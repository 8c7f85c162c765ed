"""The choice between primary and replica: the replica answers where it has whatever readers have seen (ADR 38)."""

import threading

from django.db import connections
from django.db.utils import Error

from explorer.databases.chosen import PRIMARY, REPLICA
from explorer.errors import ExplorerError
from explorer.models import Revision
from explorer.models.outbox import is_of_one_database
from explorer.outages import Outage
from explorer.shared_cache import cache

MARK = "revision-seen"
"""The key of the newest revision that any server has seen, in the cache that they share."""

OUTAGES = {
    PRIMARY: Outage("The primary database", 1.0, "readers are answered from the replica, nothing can be written"),
    REPLICA: Outage("The replica", 2.0, "readers are answered from the primary database"),
}
"""The state of both databases; pauses are in seconds."""


class NoCurrentDatabaseError(ExplorerError):
    """The primary is gone, and the replica lacks what readers have seen or is gone as well."""


class SeenRevision:
    """The newest revision that was answered or committed, as far as this process and the shared cache know."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0

    def raise_to(self, revision: int) -> None:
        """Note a revision that the primary has; another database's takes the place of what was known."""
        with self._lock:
            if self._is_known(revision):
                return
            self._number = revision
        cache.set(MARK, revision, timeout=None)

    def read(self) -> int:
        """Return the newest revision known to any server; 0 where none is."""
        shared = int(cache.get(MARK) or 0)
        return self._number if self._number and self._is_known(shared) else shared

    def _is_known(self, revision: int) -> bool:
        return revision <= self._number and is_of_one_database(revision, self._number)


SEEN = SeenRevision()


def choose_database() -> str:
    """Return the name of the database from which a reader is answered.

    That is the replica if its revision is the primary's or, while the primary is gone, the newest that was seen; else
    the primary. Raises NoCurrentDatabaseError where neither can answer without going back in time.
    """
    newest = read_revision(PRIMARY)
    if newest is not None:
        SEEN.raise_to(newest)
    if has_reached(read_revision(REPLICA), SEEN.read() if newest is None else newest):
        return REPLICA
    if newest is None and (newest := read_revision(PRIMARY, at_once=True)) is not None:
        SEEN.raise_to(newest)
    if newest is None:
        raise NoCurrentDatabaseError("the primary database is gone, and the replica is behind what readers have seen")
    return PRIMARY


def note_commit() -> None:
    """Note the revision of a change just committed, so that no server answers from before it."""
    SEEN.raise_to(Revision.objects.db_manager(PRIMARY).current())


def read_revision(database: str, *, at_once: bool = False) -> int | None:
    """Return the revision that a database has, None where it does not answer.

    One that did not answer is asked again after a pause, or ``at_once``.
    """
    outage = OUTAGES[database]
    if not outage.may_ask() and not at_once:
        return None
    try:
        revision = Revision.objects.db_manager(database).current()
    except Error as error:
        outage.begin(error)
        connections[database].close()
        return None
    outage.end()
    return revision


def has_reached(held: int | None, wanted: int) -> bool:
    """Return whether a database that holds a revision has everything up to another one of the same history."""
    return held is not None and held >= wanted and (not wanted or is_of_one_database(held, wanted))
