"""The site out of an archive: all is checked before anything is touched."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.operations.archive import ArchiveError, Manifest, SiteArchive, open_archive
from explorer.operations.backup import DATABASE
from explorer.operations.engine import choose_engine, describe_database
from explorer.operations.scratch import open_scratch, require_room

REVISIONS = {"explorer_revision", "explorer_change", "explorer_area"}
"""Tables that say how far the site has come, and nothing of what is in it."""


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What an archive said of itself, and the number of migrations that were applied since."""

    manifest: Manifest
    migrated: int


def restore(path: Path, *, replace: bool = False) -> RestoreReport:
    """Restore an archive into an empty site, or with ``replace`` in the place of the one that is there.

    The database changes whole or not at all. Raises ExplorerError where the archive is damaged, foreign or newer, where
    the site is not empty, and where another process uses it.
    """
    archive = open_archive(path)
    engine = choose_engine()
    known = MigrationLoader(None).disk_migrations.keys()
    _refuse_foreign(archive, engine.name)
    _refuse_newer(archive, known)
    engine.refuse_company()
    if not replace and not is_site_empty():
        raise ExplorerError(
            f"{describe_database()} is not empty: --replace puts the archive in its place, and what it holds is lost. "
            "Nothing was changed."
        )
    require_room(Path(settings.DATA_DIR), 2 * archive.size)
    with open_scratch(Path(settings.DATA_DIR)) as scratch:
        _restore_unpacked(archive, scratch)
    migrated = len(known - set(archive.manifest.migrations))
    return RestoreReport(archive.manifest, migrated)


def is_site_empty() -> bool:
    """Whether the site holds no record, account or upload."""
    if not choose_engine().has_tables():
        return True
    tables = {name for name in connection.introspection.table_names() if name.startswith("explorer_")} - REVISIONS
    return not any(_has_rows(name) for name in sorted(tables | {"auth_user"}))


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608, a name of the database's own
        return cursor.fetchone() is not None


def _refuse_foreign(archive: SiteArchive, engine: str) -> None:
    found = archive.manifest.engine
    if found != engine:
        raise ArchiveError(
            f"{archive.path} is of a site on {found}, and DATABASE_URL names {engine}: restore it on {found}. To move "
            "from one to the other, restore there, then dump_corpus and load_corpus; accounts and versions stay behind."
        )


def _refuse_newer(archive: SiteArchive, known: AbstractSet[tuple[str, str]]) -> None:
    if unknown := [f"{app}.{name}" for app, name in archive.manifest.migrations if (app, name) not in known]:
        raise ArchiveError(
            f"{archive.path} was made by a newer release ({archive.manifest.release}; this is {__version__}), whose "
            f"migrations are not known here: {', '.join(unknown)}. Install that release, then restore."
        )


def _restore_unpacked(archive: SiteArchive, scratch: Path) -> None:
    """Unpack the database and look at it, then put it in its place."""
    copy = scratch / "copy"
    engine = choose_engine()
    try:
        archive.extract(DATABASE, copy)
        engine.check_copy(copy)
    except OSError as error:
        raise ExplorerError(f"{scratch.parent} cannot be written to: {error.strerror}. Nothing was changed.") from error
    engine.restore_copy(copy)
