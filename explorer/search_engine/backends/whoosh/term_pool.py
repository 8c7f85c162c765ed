"""The postings of a segment while it is written, gathered by term.

Whoosh's own pool compares, pickles and merges every posting by itself, which took a third of the time of a rebuild.
"""

import heapq
import pickle
import tempfile
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import IO

from explorer.progress import Progress, report

WrittenPosting = tuple[str, bytes, int, float, bytes | None]
"""Field, form, document, weight and value of a posting, as Whoosh passes them on."""

GatheredTerm = tuple[tuple[str, bytes], list[WrittenPosting]]

POSTING_SIZE = 200
"""Bytes of memory that a posting takes besides its value, roughly."""


class TermPool:
    """Takes postings in the order of their documents, and returns them in the order of fields and forms.

    Where they fill more than ``limit`` bytes, they go into a file in ``folder``, which has no name and vanishes when it
    is closed.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._terms: dict[tuple[str, bytes], list[WrittenPosting]] = {}
        self._number = self._size = 0
        self._runs: list[IO[bytes]] = []

    def add(self, posting: WrittenPosting) -> None:
        self._terms.setdefault(posting[:2], []).append(posting)
        self._number += 1
        self._size += POSTING_SIZE + len(posting[4] or b"")
        if self._size > self._limit:
            self._store_run()

    def iter_postings(self) -> Iterator[WrittenPosting]:
        """Yield every posting; runs are older than what is in memory, so that documents stay in order."""
        runs = [*(_read_run(run) for run in self._runs), iter(sorted(self._terms.items()))]
        written = 0
        for _, postings in heapq.merge(*runs, key=itemgetter(0)):
            yield from postings
            written += len(postings)
            report(Progress("postings written", written, self._number))

    def cleanup(self) -> None:
        """Close the files; Whoosh calls this when the segment is written, and when it is given up."""
        self._terms.clear()
        while self._runs:
            self._runs.pop().close()

    def _store_run(self) -> None:
        run = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115, `cleanup` closes it
        self._runs.append(run)
        for term in sorted(self._terms.items()):
            pickle.dump(term, run, pickle.HIGHEST_PROTOCOL)
        self._terms.clear()
        self._size = 0


def _read_run(run: IO[bytes]) -> Iterator[GatheredTerm]:
    end = run.tell()
    run.seek(0)
    while run.tell() < end:
        yield pickle.load(run)  # noqa: S301, the file is this object's own and has no name
