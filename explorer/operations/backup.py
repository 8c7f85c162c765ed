"""One archive of a running site: its database; what can be made anew and what opens doors stay out."""

import datetime
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.operations.archive import ArchiveWriter
from explorer.operations.engine import choose_engine, refuse_without_tables
from explorer.operations.scratch import open_scratch, require_room

DATABASE = "database"
SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """An archive that was written: its place, and its size in bytes."""

    path: Path
    size: int


def back_up(place: Path) -> BackupReport:
    """Write an archive of the site to a new file, or into a folder under a name with the time.

    The file has its name only once it is whole and on the disk. Raises ExplorerError where that fails; nothing is left.
    """
    try:
        return _back_up(place, timezone.now())
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise ExplorerError(f"no copy was made, and nothing is left of it: {error}") from error


def _back_up(place: Path, made_at: datetime.datetime) -> BackupReport:
    path = (place / name_archive(made_at) if place.is_dir() else place).absolute()
    if path.exists():
        raise ExplorerError(f"{path} is there already: choose another name; a copy is never written over another")
    refuse_without_tables()
    with open_scratch(path.parent) as scratch:
        require_room(scratch, choose_engine().measure())
        _write(scratch, made_at).replace(path)
        _sync_folder(path.parent)
    return BackupReport(path, path.stat().st_size)


def name_archive(made_at: datetime.datetime, stem: str = "debate-explorer") -> str:
    """Return the name of an archive of a moment, in UTC; names sort by time."""
    return f"{stem}-{made_at.astimezone(datetime.UTC):%Y%m%dT%H%M%S}Z{SUFFIX}"


def _write(scratch: Path, made_at: datetime.datetime) -> Path:
    engine, path = choose_engine(), scratch / f"archive{SUFFIX}"
    migrations = sorted(MigrationRecorder(connection).applied_migrations())
    with ArchiveWriter(path) as archive:
        with archive.add(DATABASE, is_packed=engine.is_packed) as member:
            engine.write_copy(member, scratch)
        archive.seal(release=__version__, made_at=made_at, engine=engine.name, migrations=migrations)
    return path


def _sync_folder(folder: Path) -> None:
    """Write a folder's new name down to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
