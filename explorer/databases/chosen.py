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
class ChosenDatabase:
    """The database that answers one reader's request, by its name; ``is_second`` once another one had failed."""

    name: str
    is_second: bool = False


_current: ContextVar[ChosenDatabase | None] = ContextVar("chosen", default=None)


def find_chosen() -> ChosenDatabase | None:
    """Return what was chosen for the request that is being answered, None for whatever is no reader's."""
    return _current.get()


def name_database() -> str:
    """Return the name of the database that is read from; the primary for whatever is no reader's."""
    chosen = _current.get()
    return chosen.name if chosen else PRIMARY


@contextmanager
def read_from(chosen: ChosenDatabase) -> Iterator[None]:
    """Read from one database until the block ends."""
    token = _current.set(chosen)
    try:
        yield
    finally:
        _current.reset(token)
