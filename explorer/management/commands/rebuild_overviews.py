"""Rebuild the tables of the overviews."""

from typing import Any

from explorer.debate.overviews.upkeep import rebuild_overviews
from explorer.management.base import ExplorerCommand


class Command(ExplorerCommand):
    """``rebuild_overviews``: what the matrix, strips and tallies read, derived anew."""

    help = "Derive the tables behind matrix, strips and tallies anew from claims and stances."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The overviews were derived anew: {rebuild_overviews()} states of cells.")
