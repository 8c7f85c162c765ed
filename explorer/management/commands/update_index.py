"""Update the search index."""

from typing import Any

from explorer.management.base import ExplorerCommand
from explorer.search import indexing


class Command(ExplorerCommand):
    """``update_index``: apply the waiting changes, or rebuild an unusable index."""

    help = "Tell the search index of changes that are waiting; build it anew where it cannot be used."

    def handle(self, *args: Any, **options: Any) -> None:
        before = indexing.check_condition()
        report = indexing.update(wait=indexing.PATIENCE)
        if report.rebuilt:
            why = before.detail or (before.state if not before.is_usable else "most of it changed")
            self.stdout.write(f"The index was built anew ({why}): {report.indexed} documents.")
        elif report.indexed or report.removed:
            self.stdout.write(f"The index was told of {report.indexed} documents, and that {report.removed} are gone.")
        else:
            self.stdout.write("The index says what the database says.")
