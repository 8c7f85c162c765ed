"""Check the database."""

from typing import Any

from explorer.checks.database import check_corpus, list_relations_across_points
from explorer.errors import CorpusError
from explorer.management.base import ExplorerCommand


class Command(ExplorerCommand):
    """``check_corpus``: every checksum, quotation and rule of coding."""

    help = "Check every quotation, checksum and coding rule in the database."

    def handle(self, *args: Any, **options: Any) -> None:
        if problems := check_corpus():
            raise CorpusError(problems)
        self.stdout.write("Every quotation, checksum and coding rule holds.")
        if across := list_relations_across_points():
            self.stdout.write(f"Relations between claims of different points of a topic ({len(across)}):")
            for line in across:
                self.stdout.write(f"  {line}")
