"""The database from which one reader's request is answered, known to everything that is done for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

PRIMARY = DEFAULT_DB_ALIAS
REPLICA = "replica"
"""The name under which settings describe the replica; they do where ``REPLICA_URL`` is set."""


@dataclass(slots=True)
class Reading:
    """The answering of one reader's request from one database; ``is_second`` once another one had failed."""

    database: str
    is_second: bool = False


_current: ContextVar[Reading | None] = ContextVar("reading", default=None)


def current_reading() -> Reading | None:
    """Return the reading of the request that is being answered, None for whatever is no reader's."""
    return _current.get()


def name_database() -> str:
    """Return the name of the database that is read from; the primary for whatever is no reader's."""
    reading = _current.get()
    return reading.database if reading else PRIMARY


@contextmanager
def read_from(reading: Reading) -> Iterator[None]:
    """Read from one database until the block ends."""
    token = _current.set(reading)
    try:
        yield
    finally:
        _current.reset(token)
