"""The database's own means of copying and restoring it, by its engine."""

from pathlib import Path
from typing import Protocol

from django.db import connection

from explorer.errors import ExplorerError
from explorer.operations.archive import MemberWriter
from explorer.operations.postgres import PostgresEngine
from explorer.operations.sqlite import SqliteEngine


class DatabaseEngine(Protocol):
    """What backup and restore ask of a database."""

    name: str
    is_packed: bool
    """Whether a copy is compressed already."""

    def has_tables(self) -> bool:
        """Whether there is a database with anything in it; makes none."""

    def measure(self) -> int:
        """Return the number of bytes that a copy takes at most."""

    def write_copy(self, to: MemberWriter, scratch: Path) -> None:
        """Write a copy of the database as it is at one moment, without sessions; others write on meanwhile."""

    def refuse_company(self) -> None:
        """Raise ExplorerError where another process has the database open."""

    def check_copy(self, copy: Path) -> None:
        """Raise ExplorerError where an unpacked copy cannot be restored."""

    def restore_copy(self, copy: Path) -> None:
        """Put a copy in the place of the database, whole or not at all, at a revision that was never shown."""


ENGINES: dict[str, type[DatabaseEngine]] = {"sqlite": SqliteEngine, "postgresql": PostgresEngine}


def choose_engine() -> DatabaseEngine:
    """Return the engine of the site's database."""
    return ENGINES[connection.vendor]()


def describe_database() -> str:
    """Return the database's engine, place and name, without a password."""
    chosen = connection.settings_dict
    host = f"{chosen['HOST']}:{chosen['PORT']}/" if chosen["HOST"] else ""
    return f"{connection.vendor} {host}{chosen['NAME']}"


def refuse_without_tables() -> None:
    """Raise ExplorerError where there is no database to copy."""
    if not choose_engine().has_tables():
        raise ExplorerError(f"there is nothing to copy: {describe_database()} is empty; set DATABASE_URL and DATA_DIR")
