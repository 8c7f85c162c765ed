"""Restore the site from an archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from explorer.management.base import ExplorerCommand
from explorer.operations.restore import restore


class Command(ExplorerCommand):
    """``restore PATH`` puts an archive into an empty site; with ``--replace`` in the place of another."""

    help = "Restore the site from an archive of manage.py backup; stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="an archive that manage.py backup has made")
        parser.add_argument("--replace", action="store_true", help="give up what the site holds")

    def handle(self, *args: Any, **options: Any) -> None:
        report = restore(options["path"], replace=options["replace"])
        made = report.manifest
        self.stdout.write(
            f"Restored: the site of {made.made_at:%Y-%m-%d %H:%M} UTC, by release {made.release}; "
            f"{report.migrated} migrations were applied since.\n"
            "Next: manage.py prepare, which builds the index, then start the site. Everybody logs in again."
        )
