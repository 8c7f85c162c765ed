"""Copy a running site into one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from explorer.management.base import ExplorerCommand
from explorer.operations.backup import back_up


class Command(ExplorerCommand):
    """``backup PATH`` writes the database into a new archive, while the site goes on."""

    help = "Copy the running site into one archive, which manage.py restore reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a new file, or a folder, in which the name has the time")

    def handle(self, *args: Any, **options: Any) -> None:
        report = back_up(options["path"])
        self.stdout.write(f"{report.path}: {report.size} bytes.")
