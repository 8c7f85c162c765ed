"""Vectors of meaning in a process: read from the database once, and then only what was written since."""

import threading

from explorer.search_engine.backends.postgres.connections import Connection
from explorer.search_engine.backends.postgres.layout import IndexState
from explorer.search_engine.types import DocumentKey, DocumentType
from explorer.search_engine.vectors import VectorStack

CHUNK = 5000
"""Documents whose windows are held in memory twice while they are read."""


class VectorCache:
    """The vectors of the index as they were when it was last asked for them."""

    def __init__(self) -> None:
        self._reading = threading.Lock()
        self._generation, self._written = 0, -1
        self._stack = VectorStack()

    def read(self, connection: Connection, state: IndexState) -> VectorStack:
        """Return the vectors of the generation that a transaction has opened."""
        with self._reading:
            if (self._generation, self._written) == (state.generation, state.writes):
                return self._stack
            is_known = self._generation == state.generation and self._written <= state.writes
            stack = _read_since(connection, self._written, self._stack) if is_known else _read_all(connection)
            if is_known or self._generation < state.generation:
                self._generation, self._written, self._stack = state.generation, state.writes, stack
            return stack


def _read_all(connection: Connection) -> VectorStack:
    return _read_since(connection, -1, VectorStack())


def _read_since(connection: Connection, written: int, stack: VectorStack) -> VectorStack:
    """Return a stack with what was written after a write."""
    with connection.cursor(binary=True) as cursor:
        cursor.execute("SELECT type, key, windows FROM meaning WHERE written > %s", (written,))
        while rows := cursor.fetchmany(CHUNK):
            stack = stack.add({DocumentKey(DocumentType(type_), key): tuple(windows) for type_, key, windows in rows})
    return stack
