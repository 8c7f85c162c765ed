"""Load a corpus folder into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from explorer.corpus.load import LoadReport, load_corpus
from explorer.management.base import ExplorerCommand
from explorer.models import Episode
from explorer.search import indexing


class Command(ExplorerCommand):
    """``load_corpus [PATH]`` loads a corpus folder into the database, all or nothing."""

    help = "Load a corpus folder into the database: adds and updates by slug, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        default = settings.BASE_DIR / "fixtures"
        parser.add_argument("path", nargs="?", type=Path, default=default, help="the folder; fixtures/ by default")
        parser.add_argument("--replace", action="store_true", help="remove what the folder lacks")
        parser.add_argument("--dry-run", action="store_true", help="check everything and keep nothing")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are episodes already")

    def handle(self, *args: Any, **options: Any) -> None:
        # Printed before the file of each problem.
        self.folder = options["path"]
        if options["if_empty"] and Episode.objects.exists():
            self.stdout.write("The database holds episodes already; nothing was loaded.")
            return
        with indexing.waiting():
            report = load_corpus(options["path"], replace=options["replace"], dry_run=options["dry_run"])
        self._print(report)

    def _print(self, report: LoadReport) -> None:
        self.stdout.write(f"{'':<20}{'added':>8}{'changed':>9}{'unchanged':>11}{'removed':>9}")
        for kind, counts in report.counts.items():
            numbers = f"{counts.added:>8}{counts.changed:>9}{counts.unchanged:>11}{counts.removed:>9}"
            self.stdout.write(f"{kind:<20}{numbers}")
        for name in report.lacking:
            self.stdout.write(f"The folder lacks {name}, which the database keeps.")
        if report.is_dry_run:
            self.stdout.write("Nothing was kept: this was a dry run.")
