"""Make a synthetic corpus."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from explorer.corpus.populate import populate, write_synthetic
from explorer.corpus_format.synthetic import CorpusSize
from explorer.management.base import ExplorerCommand
from explorer.search import indexing


class Command(ExplorerCommand):
    """``make_corpus --episodes N --seed S``: a synthetic corpus, into the database or a folder."""

    help = "Make a synthetic corpus, into an empty database or with --into as a folder; the same seed gives the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--episodes", type=int, required=True, help="how many conversations")
        parser.add_argument("--seed", type=int, default=0, help="which of all such corpora; 0 by default")
        parser.add_argument("--speakers", type=int, default=12, help="how many guests; 12 by default")
        parser.add_argument("--topics", type=int, default=60, help="how many questions; 60 by default")
        parser.add_argument(
            "--discussed", type=int, default=10, help="how many questions a conversation has; 10 by default"
        )
        parser.add_argument("--into", type=Path, help="write a corpus folder there, and leave the database alone")

    def handle(self, *args: Any, **options: Any) -> None:
        size = CorpusSize(options["episodes"], options["speakers"], options["topics"], options["discussed"])
        if options["into"]:
            number = write_synthetic(options["into"], size, options["seed"])
            self.stdout.write(f"Wrote {number} files to {options['into']}.")
            return
        with indexing.waiting():
            report = populate(size, options["seed"])
        for kind, counts in report.counts.items():
            self.stdout.write(f"{kind:<20}{counts.added:>8} added")
