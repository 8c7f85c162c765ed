"""Check the database."""

from typing import Any

from explorer.checks.database import check_corpus
from explorer.errors import CorpusError
from explorer.management.base import ExplorerCommand


class Command(ExplorerCommand):
    """``check_corpus``: every checksum, quotation and rule of coding."""

    help = "Check every quotation, checksum and coding rule in the database."

    def handle(self, *args: Any, **options: Any) -> None:
        if problems := check_corpus():
            raise CorpusError(problems)
        self.stdout.write("Every quotation, checksum and coding rule holds.")
