"""SQLite's own means: the online backup, both ways (https://sqlite.org/backup.html)."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from explorer.errors import ExplorerError
from explorer.models import Area, Revision
from explorer.models.outbox import draw_first_revision
from explorer.operations.archive import CHUNK, SESSIONS, MemberWriter
from explorer.web.side_files import release_side_files

PATIENCE = 10.0
"""Seconds for which another process's last transaction is waited for."""

LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
"""The second, where the log's side file finds no room (sqlite.org/rescode.html)."""


class SqliteEngine:
    """Copies and restores a database that is a file."""

    name = "sqlite"
    is_packed = False

    def has_tables(self) -> bool:
        """Whether the file is there and holds tables; asking does not make it."""
        return (_is_in_memory() or _locate().exists()) and bool(connection.introspection.table_names())

    def measure(self) -> int:
        """Return twice the size of the file: the copy, and the copy packed."""
        with connection.cursor() as cursor:
            pages, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages * size * 2)

    def write_copy(self, to: MemberWriter, scratch: Path) -> None:
        """Write a copy of one moment, taken in one step: readers and writers go on, and never make it begin anew."""
        copy = scratch / self.name
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            copy_pages(connection.connection, target)
            _make_alone(target)
            _forget_sessions(target)
            _refuse_damage(target)
        with copy.open("rb") as file:
            shutil.copyfileobj(file, to, CHUNK)
        copy.unlink()

    def refuse_company(self) -> None:
        """Raise ExplorerError where another process has the file open, or where it is damaged."""
        _close_all()
        if _locate().exists():
            with self._open_alone():
                pass

    def check_copy(self, copy: Path) -> None:
        """Raise ExplorerError where a copy is no sound database."""
        with closing(sqlite3.connect(copy)) as opened:
            _refuse_damage(opened)

    def restore_copy(self, copy: Path) -> None:
        """Bring a copy up to date, then write it over the file in one transaction of SQLite's."""
        try:
            with opened_at(copy):
                Revision.objects.update(number=draw_first_revision())
                call_command("migrate", interactive=False, verbosity=0)
                Area.objects.all().delete()  # their revisions are of the numbers from before
        except DatabaseError as error:
            raise ExplorerError(f"the copy cannot be brought up to date ({error}); nothing was changed") from error
        _close_all()
        try:
            with self._open_alone() as target, closing(sqlite3.connect(copy)) as source:
                copy_pages(source, target)
        except sqlite3.Error as error:
            raise ExplorerError(f"the copy cannot be written ({error}); the database is as it was") from error

    @contextmanager
    def _open_alone(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection to the file; raises ExplorerError where another process has one or the file is damaged."""
        path = _locate()
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as opened:
            try:
                _make_alone(opened)
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", None) in FULL:
                    raise ExplorerError(f"there is no room beside {path}: make room, then restore again") from error
                raise ExplorerError(
                    f"{path} cannot be opened alone ({error}): stop the site first, then restore again"
                ) from error
            except sqlite3.DatabaseError as error:
                raise ExplorerError(
                    f"{path} cannot be read ({error}): move it away, with {path.name}-wal and {path.name}-shm if they "
                    "are there, then restore again"
                ) from error
            yield opened


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy one database over another in one step; raises sqlite3.OperationalError where one stays locked."""
    deadline = time.monotonic() + PATIENCE

    def give_up(status: int, _left: int, _total: int) -> None:
        if status in LOCKED and time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked")

    source.backup(target, progress=give_up)


@contextmanager
def opened_at(path: Path) -> Iterator[None]:
    """Let the site's connection lead to another file for a while."""
    held = connections[DEFAULT_DB_ALIAS]
    other = held.copy()
    other.settings_dict["NAME"] = str(path)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = held


def _locate() -> Path:
    return Path(connection.settings_dict["NAME"])


def _is_in_memory() -> bool:
    """Whether there is no file, as in tests."""
    return str(connection.settings_dict["NAME"]).startswith(("file:", ":memory:"))


def _close_all() -> None:
    """Close every connection that this process has, those included that hold SQLite's side files."""
    connection.close()
    release_side_files()


def _make_alone(opened: sqlite3.Connection) -> None:
    """Leave write-ahead logging, which only the one connection to a file can."""
    opened.execute("PRAGMA journal_mode = DELETE").fetchone()


def _forget_sessions(opened: sqlite3.Connection) -> None:
    """Remove sessions, whose keys let anyone in, and what is left of them in the file."""
    opened.execute("PRAGMA secure_delete = ON")
    for (table,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table in SESSIONS:
            opened.execute(f"DELETE FROM {table}")  # noqa: S608, a name of our own
    opened.commit()


def _refuse_damage(opened: sqlite3.Connection) -> None:
    try:
        found = [str(line) for (line,) in opened.execute("PRAGMA quick_check(3)")]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        raise ExplorerError(f"the database is damaged ({'; '.join(found)}): take the last sound copy")
