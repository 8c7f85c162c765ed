"""Write the database as a corpus folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from explorer.corpus.dump import dump_corpus
from explorer.management.base import ExplorerCommand


class Command(ExplorerCommand):
    """``dump_corpus PATH``: database to folder."""

    help = "Write the database as a corpus folder, which load_corpus loads again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a new or empty folder, or one that holds a corpus")

    def handle(self, *args: Any, **options: Any) -> None:
        number = dump_corpus(options["path"])
        self.stdout.write(f"Wrote {number} files to {options['path']}.")
