"""The first question of a request, which is the check of the kept connection too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, connections

if TYPE_CHECKING:
    from collections.abc import Sequence


def fetch_first_row(database: str, statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Return the first row of what every request asks before all else, None without any; costs one query.

    Django asks a kept connection whether it is there before the first query of a request, which takes as long as this
    one. It is asked that only where this one fails: a connection that is lost is opened anew, and asked once more.
    """
    connection: Any = connections[database]
    if connection.connection is None or connection.in_atomic_block:
        return _fetch(database, statement, values)
    connection.health_check_done = True
    try:
        return _fetch(database, statement, values)
    except (InterfaceError, OperationalError):
        if connection.is_usable():
            raise
        connection.close()
        return _fetch(database, statement, values)


def _fetch(database: str, statement: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    with connections[database].cursor() as cursor:
        cursor.execute(statement, list(values))
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
