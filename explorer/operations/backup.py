"""One archive of a running site: the database and the uploads; what can be made anew and what opens doors stay out."""

import contextlib
import datetime
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.operations.archive import CHUNK, ArchiveWriter
from explorer.operations.engine import choose_engine, refuse_without_tables
from explorer.operations.scratch import open_scratch, require_room

DATABASE = "database"
UPLOADS = "uploads"
SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """An archive that was written: its place, its size in bytes and the number of uploads in it."""

    path: Path
    size: int
    uploads: int


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
    uploads = list_uploads()
    with open_scratch(path.parent) as scratch:
        require_room(scratch, choose_engine().measure() + sum(size for _, size in uploads))
        _write(scratch, made_at, [file for file, _ in uploads]).replace(path)
        _sync_folder(path.parent)
    return BackupReport(path, path.stat().st_size, len(uploads))


def name_archive(made_at: datetime.datetime, stem: str = "debate-explorer") -> str:
    """Return the name of an archive of a moment, in UTC; names sort by time."""
    return f"{stem}-{made_at.astimezone(datetime.UTC):%Y%m%dT%H%M%S}Z{SUFFIX}"


def list_uploads() -> list[tuple[Path, int]]:
    """Return the files that wait for their import, with their sizes."""
    found = []
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        with contextlib.suppress(FileNotFoundError):  # imported or swept meanwhile
            if path.is_file():
                found.append((path, path.stat().st_size))
    return found


def _write(scratch: Path, made_at: datetime.datetime, uploads: list[Path]) -> Path:
    engine, path = choose_engine(), scratch / f"archive{SUFFIX}"
    migrations = sorted(MigrationRecorder(connection).applied_migrations())
    with ArchiveWriter(path) as archive:
        with archive.add(DATABASE, is_packed=engine.is_packed) as member:
            engine.write_copy(member, scratch)
        for upload in uploads:
            _add_upload(archive, upload)
        archive.seal(release=__version__, made_at=made_at, engine=engine.name, migrations=migrations)
    return path


def _add_upload(archive: ArchiveWriter, upload: Path) -> None:
    try:
        file = upload.open("rb")
    except FileNotFoundError:
        return  # imported or swept meanwhile
    name = f"{UPLOADS}/{upload.relative_to(settings.MEDIA_ROOT).as_posix()}"
    with file, archive.add(name) as member:
        while data := file.read(CHUNK):
            member.write(data)


def _sync_folder(folder: Path) -> None:
    """Write a folder's new name down to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
