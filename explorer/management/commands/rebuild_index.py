"""Rebuild the search index."""

from typing import Any

from explorer.management.base import ExplorerCommand
from explorer.search import indexing


class Command(ExplorerCommand):
    """``rebuild_index``: a new index, built while the old one answers."""

    help = "Build the whole search index anew and swap it in; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        report = indexing.rebuild()
        self.stdout.write(f"The index was built anew: {report.indexed} documents.")
