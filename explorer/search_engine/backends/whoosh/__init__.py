"""The embedded engine: Whoosh stores the index on disk, and numpy evaluates requests.

Whoosh 2.7.4 is frozen and known. It stores terms, postings and records, commits atomically and merges segments. Its
searchers, collectors and facets loop over documents in Python, which is too slow, and are not used.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex

from explorer.search_engine.backends.base import Backend, IndexUnavailable, IndexUnusable
from explorer.search_engine.backends.whoosh.evaluation import evaluate
from explorer.search_engine.backends.whoosh.folder import IndexFolder
from explorer.search_engine.backends.whoosh.generation import Clock, Generation
from explorer.search_engine.backends.whoosh.layout import (
    VERSION,
    build_document_entry,
    build_revision_entry,
    build_schema,
)
from explorer.search_engine.backends.whoosh.lock import lock_file
from explorer.search_engine.backends.whoosh.segment import IndexSegment, OutOfTime
from explorer.search_engine.backends.whoosh.term_pool import TermPool
from explorer.search_engine.backends.whoosh.vector_folder import VectorFolder
from explorer.search_engine.types import Answer, Clause, Document, DocumentKey, IndexStatus, Request, State
from explorer.search_engine.vectors import Vector

TIME_LIMIT = 1.0
"""Seconds after which a search answers with the clauses evaluated so far."""

BLOCK_SIZE = 1024
"""Postings that are read at once; Whoosh's own searches work better with smaller blocks."""

MEMORY_LIMIT = 64_000_000
"""Bytes of postings that a writer holds before it writes them to disk."""

VECTORS = "vectors"
"""The directory of the vectors inside that of the index."""

VECTORS_AT_ONCE = 5000
"""Documents whose vectors are held in memory while an index is built."""

OPENING_TRIES = 10
"""Attempts to open an index that a rebuild removes at the same moment."""


class WhooshBackend(Backend):
    """An index in a directory of its own; requests are answered from its newest generation.

    ``lock`` is the file that writers lock: one beside the directory, unless another is named.
    """

    def __init__(
        self, path: Path, time_limit: float = TIME_LIMIT, embedder: str = "", *, lock: Path | None = None
    ) -> None:
        # Vectors of two embedders cannot be compared: with another one the index is outdated.
        self._folder = IndexFolder(path, f"{VERSION} {embedder}".rstrip())
        self._lock = lock or path.with_name(f"{path.name}.lock")
        self._time_limit = time_limit
        self._opening = threading.Lock()
        self._opened: _OpenIndex | None = None

    def take_lock(self, *, wait: float = 0) -> AbstractContextManager[bool]:
        return lock_file(self._lock, wait=wait)

    def search(self, request: Request) -> Answer:
        with _as_unavailable():
            return evaluate(self._generation(), request, Clock(self._time_limit))

    def frequency(self, clause: Clause) -> int:
        with _as_unavailable():
            try:
                return int((self._generation().weigh(clause, Clock(self._time_limit).check) > 0).sum())
            except OutOfTime:
                # Whoever asks wants to know above all whether there is any; 0 would call the word unknown.
                return 1

    def closest(self, vector: Vector, limit: int) -> Mapping[DocumentKey, float]:
        with _as_unavailable():
            return self._open().vectors.closest(vector, limit)

    def words(self) -> Mapping[str, int]:
        with _as_unavailable():
            return self._generation().words

    def keys(self) -> Iterator[DocumentKey]:
        with _as_unavailable():
            found = list(self._generation().numbers)
        yield from found

    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        changed = {document.key: document for document in documents}
        with _as_unavailable():
            opened = self._open()
            numbers = opened.generation.numbers
            outdated = numbers.keys() & {*changed, *gone}
            # Before the words: a vector of a document that has no words here is left out of every answer.
            opened.vectors.write(
                {**dict.fromkeys(gone, ()), **{key: document.windows for key, document in changed.items()}}
            )
            with _committing(opened.index) as writer:
                for number in {*opened.generation.revisions, *(numbers[key] for key in outdated)}:
                    writer.delete_document(number)
                for document in changed.values():
                    writer.add_document(**build_document_entry(document))
                writer.add_document(**build_revision_entry(revision))

    def replace(self, documents: Iterable[Document], revision: int) -> int:
        built, number = self._folder.begin(), 0
        try:
            with _committing(index.create_in(str(built), build_schema())) as writer:
                for document in _store_vectors(documents, built / VECTORS):
                    writer.add_document(**build_document_entry(document))
                    number += 1
                writer.add_document(**build_revision_entry(revision))
        except BaseException:
            self._folder.remove(built)
            raise
        self._folder.finish(built)
        return number

    def status(self) -> IndexStatus:
        try:
            generation = self._open().generation
        except IndexUnusable as error:
            return IndexStatus(error.state, detail=str(error))
        except Exception as error:  # noqa: BLE001, a broken pickle raises any error, and callers ask to find out
            return IndexStatus(State.CORRUPT, detail=_describe_error(error))
        return IndexStatus(State.READY, max(generation.revisions.values(), default=0), generation.count)

    def _generation(self) -> Generation:
        return self._open().generation

    def _open(self) -> "_OpenIndex":
        """Return the index as last committed; it is opened again only after a new commit."""
        with self._opening:
            for attempt in range(OPENING_TRIES):
                try:
                    directory = self._folder.current()
                    if self._opened is None or not self._opened.is_newest(directory):
                        self._opened = _OpenIndex(directory, self._opened)
                except (FileNotFoundError, index.EmptyIndexError):
                    # A rebuild has removed the directory since the pointer was read.
                    if attempt + 1 == OPENING_TRIES:
                        raise
                else:
                    return self._opened
        raise AssertionError("every try returns or raises")


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's format; the lengths of fields are in our records, and not asked of its files for every posting."""

    length_stats = False


class _OpenIndex:
    """A generation and the index that it was read from; segments read for the previous generation are reused."""

    def __init__(self, directory: Path, previous: "_OpenIndex | None") -> None:
        self.directory = directory
        self.vectors: VectorFolder = VectorFolder(directory / VECTORS, previous.vectors if previous else None)
        self.index: FileIndex = index.open_dir(str(directory))
        reader = self.index.reader()
        self._number: int = reader.generation()
        known = previous.segments if previous and previous.directory == directory else {}
        leaves = {leaf.segment().segment_id(): leaf for leaf, _ in reader.leaf_readers()}
        self.segments: dict[str, IndexSegment] = {
            name: known.get(name) or IndexSegment(leaf) for name, leaf in leaves.items()
        }
        deleted = [sorted(leaf.segment().deleted_docs()) for leaf in leaves.values()]
        self.generation = Generation(list(self.segments.values()), deleted)

    def is_newest(self, directory: Path) -> bool:
        """Whether ``directory`` is this index's, and nothing was committed since it was opened."""
        return directory == self.directory and self.index.latest_generation() == self._number


def _store_vectors(documents: Iterable[Document], path: Path) -> Iterator[Document]:
    """Yield documents and store their vectors, many at a time."""
    remaining = iter(documents)
    while some := list(islice(remaining, VECTORS_AT_ONCE)):
        VectorFolder(path).write({document.key: document.windows for document in some if document.windows})
        yield from some


@contextmanager
def _committing(opened: FileIndex) -> Iterator[Any]:
    """Yield a writer and commit it at the end; an error cancels it, since an open writer would keep its lock."""
    writer = opened.writer(codec=_Codec(blocklimit=BLOCK_SIZE))
    writer.pool = TermPool(Path(opened.storage.folder), MEMORY_LIMIT)
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
def _as_unavailable() -> Iterator[None]:
    """Raise `IndexUnavailable` in place of any error that a broken index raises."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(_describe_error(error)) from error


def _describe_error(error: Exception) -> str:
    return f"The search index cannot be read ({type(error).__name__}: {error}): run rebuild_index."
