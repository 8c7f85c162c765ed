"""The embedded engine: Whoosh keeps the postings on disk, and numpy does the counting.

Whoosh 2.7.4 is frozen and known. It stores terms, postings and records, commits atomically and merges segments. Its
searchers, collectors and facets go document by document in Python and are not used.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex

from explorer.search_engine.backends.base import Backend, IndexUnavailable
from explorer.search_engine.backends.whoosh.answering import answer
from explorer.search_engine.backends.whoosh.folder import IndexFolder, IndexUnusable
from explorer.search_engine.backends.whoosh.generation import Clock, Generation
from explorer.search_engine.backends.whoosh.layout import VERSION, document_fields, revision_fields, schema
from explorer.search_engine.backends.whoosh.segment import IndexSegment, OutOfTime
from explorer.search_engine.types import Answer, Clause, Document, DocumentKey, IndexStatus, Request, State

TIME_LIMIT = 1.0
"""Seconds after which a search answers with what it has."""

BLOCK = 1024
"""Postings that are read at once; Whoosh's own searches want smaller blocks."""

MEMORY = 64
"""Megabytes that building an index may fill before it writes to disk."""

TRIES = 10
"""How often an index is opened that vanishes meanwhile."""


class WhooshBackend(Backend):
    """An index in a directory of its own."""

    def __init__(self, path: Path, time_limit: float = TIME_LIMIT) -> None:
        self._folder = IndexFolder(path, VERSION)
        self._time_limit = time_limit
        self._opening = threading.Lock()
        self._opened: _Opened | None = None

    def search(self, request: Request) -> Answer:
        """Answer from the newest generation."""
        with _readable():
            return answer(self._generation(), request, Clock(self._time_limit))

    def frequency(self, clause: Clause) -> int:
        """Count the documents in which the clause has a hit; where time runs out, say that there is one."""
        with _readable():
            try:
                return int((self._generation().weighed(clause, Clock(self._time_limit).check) > 0).sum())
            except OutOfTime:
                return 1

    def words(self) -> Mapping[str, int]:
        """Return the words of the newest generation."""
        with _readable():
            return self._generation().words

    def keys(self) -> Iterator[DocumentKey]:
        """Yield the keys of the newest generation."""
        with _readable():
            found = list(self._generation().numbers)
        yield from found

    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        """Commit the changes with their revision as one."""
        changed = {document.key: document for document in documents}
        with _readable():
            opened = self._open()
            numbers = opened.generation.numbers
            outdated = numbers.keys() & {*changed, *gone}
            with _writing(opened.index) as writer:
                for number in {*opened.generation.revisions, *(numbers[key] for key in outdated)}:
                    writer.delete_document(number)
                for document in changed.values():
                    writer.add_document(**document_fields(document))
                writer.add_document(**revision_fields(revision))

    def replace(self, documents: Iterable[Document], revision: int) -> None:
        """Build an index in a new directory, then make that the current one."""
        built = self._folder.begin()
        try:
            with _writing(index.create_in(str(built), schema())) as writer:
                for document in documents:
                    writer.add_document(**document_fields(document))
                writer.add_document(**revision_fields(revision))
        except BaseException:
            self._folder.abandon(built)
            raise
        self._folder.finish(built)

    def status(self) -> IndexStatus:
        """Open the index, and tell what came of it."""
        try:
            generation = self._open().generation
        except IndexUnusable as error:
            return IndexStatus(error.state, detail=str(error))
        except Exception as error:  # noqa: BLE001 — broken pickles raise anything, and this is asked to find that out
            return IndexStatus(State.CORRUPT, detail=_message(error))
        return IndexStatus(State.READY, max(generation.revisions.values(), default=0), generation.count)

    def _generation(self) -> Generation:
        return self._open().generation

    def _open(self) -> "_Opened":
        """Return the newest generation, opened anew only where there is a newer one."""
        with self._opening:
            for attempt in range(TRIES):
                try:
                    place = self._folder.current()
                    if self._opened is None or not self._opened.is_newest(place):
                        self._opened = _Opened(place, self._opened)
                except (FileNotFoundError, index.EmptyIndexError):
                    # A rebuild has taken the directory away since it was named.
                    if attempt + 1 == TRIES:
                        raise
                else:
                    return self._opened
        raise AssertionError("every try returns or raises")


class _Opened:
    """A generation and the files that it was read from; segments known from the one before are kept."""

    def __init__(self, place: Path, before: "_Opened | None") -> None:
        self.place = place
        self.index: FileIndex = index.open_dir(str(place))
        reader = self.index.reader()
        self._number: int = reader.generation()
        known = before.segments if before and before.place == place else {}
        leaves = {leaf.segment().segment_id(): leaf for leaf, _ in reader.leaf_readers()}
        self.segments: dict[str, IndexSegment] = {
            name: known.get(name) or IndexSegment(leaf) for name, leaf in leaves.items()
        }
        deleted = [sorted(leaf.segment().deleted_docs()) for leaf in leaves.values()]
        self.generation = Generation(list(self.segments.values()), deleted)

    def is_newest(self, place: Path) -> bool:
        """Whether nothing was committed since."""
        return place == self.place and self.index.latest_generation() == self._number


@contextmanager
def _writing(opened: FileIndex) -> Iterator[Any]:
    """Commit what is written, or nothing of it; a writer that is not cancelled would keep its lock for ever."""
    writer = opened.writer(codec=W3Codec(blocklimit=BLOCK), limitmb=MEMORY)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    try:
        writer.commit()
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


@contextmanager
def _readable() -> Iterator[None]:
    """Tell whatever a broken index raises as one error."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(_message(error)) from error


def _message(error: Exception) -> str:
    return f"The search index cannot be read ({type(error).__name__}: {error}): run rebuild_index."
