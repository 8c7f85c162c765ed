"""SQLite's side files, held open while a process runs, so that a full disk does not keep anybody from reading.

Beside a database in WAL mode lie its log and the index of that log (sqlite.org/wal.html, section 4). The last
connection that closes removes them, and who opens the next one on a full disk cannot make them again.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_held: dict[tuple[int, str], sqlite3.Connection] = {}
"""The connections that hold the files, by process and path: none may be carried into a fork."""


def connect_side_files() -> None:
    """Hold the files of every SQLite database that this process opens from now on."""
    connection_created.connect(_after_connecting, dispatch_uid="side files")


def hold_side_files(path: str) -> None:
    """Open a second connection to a database that is open, and leave it open."""
    key = (os.getpid(), path)
    if key in _held or not Path(path).is_file():
        return
    holder = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    with closing(holder.cursor()) as cursor:
        # Only a connection that has read once has the files open.
        cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    _held[key] = holder


def release_side_files() -> None:
    """Close what this process holds."""
    while _held:
        _held.popitem()[1].close()


def _after_connecting(connection: BaseDatabaseWrapper, **_: Any) -> None:  # noqa: ANN401  (a signal's)
    if connection.vendor == "sqlite":
        hold_side_files(str(connection.settings_dict["NAME"]))
