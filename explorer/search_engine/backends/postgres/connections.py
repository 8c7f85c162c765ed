"""Connections to the database, kept open between uses; one thread has a connection at a time."""

import os
import select
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

Connection = psycopg.Connection[tuple[Any, ...]]
Address = Callable[[], Mapping[str, Any]]
"""What returns the parameters of a connection; asked when one is opened."""

KEPT = 8
"""Connections that are kept open while nobody uses them."""

# A plan is made for the values asked for, and by one process: the web server has several of its own.
SETTINGS = """
    SET jit = off; SET max_parallel_workers_per_gather = 0; SET work_mem = '64MB'; SET client_min_messages = warning;
    SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0
"""


class ConnectionPool:
    """Opens connections when they are wanted, and keeps some for the next who asks."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._idle: list[Connection] = []
        self._process = os.getpid()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield a connection outside of any transaction; what was begun and not ended on it is undone."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> Connection:
        if self._process != os.getpid():  # a fork must not speak on the connections of its parent
            self._idle, self._process = [], os.getpid()
        while self._idle:
            with suppress(IndexError):  # another thread may take the last one first
                connection = self._idle.pop()
                if _is_alive(connection):
                    return connection
                connection.close()
        # A prepared plan would not know the values.
        connection = psycopg.connect(**self._address(), autocommit=True, prepare_threshold=None)
        connection.execute(SETTINGS)
        return connection

    def _give_back(self, connection: Connection) -> None:
        is_idle = connection.info.transaction_status == TransactionStatus.IDLE
        if is_idle and len(self._idle) < KEPT and self._process == os.getpid():
            self._idle.append(connection)
        else:
            connection.close()


def _is_alive(connection: Connection) -> bool:
    """Whether an idle connection can be used: on one that the server has ended there is something to read."""
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return not poll.poll(0)
