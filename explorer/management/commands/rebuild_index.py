"""Builds the search index anew."""

from typing import Any

from explorer.management.base import ExplorerCommand
from explorer.search import indexing


class Command(ExplorerCommand):
    """``rebuild_index``: the whole index, beside the one that answers until it is finished."""

    help = "Build the whole search index anew and swap it in; searches go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002, Django's own signature
        """Rebuild, and print how much that is."""
        report = indexing.rebuild()
        self.stdout.write(f"The index was built anew: {report.indexed} documents.")
