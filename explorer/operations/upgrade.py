"""A copy of the site before its database is migrated, so that an upgrade has a way back."""

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from explorer.operations.backup import BackupReport, back_up, name_archive
from explorer.operations.engine import choose_engine

STEM = "before-upgrade"
KEPT = 3
"""The number of copies of upgrades that are kept; older ones are removed once a new one is whole."""


def copy_before_upgrade() -> BackupReport | None:
    """Copy a site that has waiting migrations into ``DATA_DIR/backups``; None where there is nothing to lose.

    Raises ExplorerError where no copy can be made; nothing is migrated then.
    """
    if not choose_engine().has_tables() or not _has_waiting_migrations():
        return None
    folder = Path(settings.DATA_DIR) / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    report = back_up(folder / name_archive(timezone.now(), STEM))
    for old in sorted(folder.glob(f"{STEM}-*"))[:-KEPT]:
        old.unlink()
    return report


def _has_waiting_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
