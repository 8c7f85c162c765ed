"""The interface of every search engine; ``tests/search_engine/backends/test_base.py`` holds each to it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager

from explorer.errors import ExplorerError
from explorer.search_engine.types import Answer, Clause, Document, DocumentKey, IndexStatus, Request, State
from explorer.search_engine.vectors import Vector


class IndexUnavailable(ExplorerError):
    """The index cannot be read; the message says why and how to cure it."""


class IndexUnreachable(IndexUnavailable):
    """Whoever keeps the index does not answer or broke off; the index itself may be sound."""


class IndexUnusable(IndexUnavailable):
    """There is no usable index; ``state`` says why."""

    def __init__(self, state: State, message: str) -> None:
        super().__init__(message)
        self.state = state


class Backend(ABC):
    """An index of documents.

    Reading is safe while another thread or process writes. Callers ensure by `take_lock` that only one writes at a
    time. Every method but ``status``, ``replace`` and ``take_lock`` raises `IndexUnavailable` if the index cannot be
    read.
    """

    @abstractmethod
    def take_lock(self, *, wait: float = 0) -> AbstractContextManager[bool]:
        """Yield whether the writers' lock was taken; a lock held elsewhere is waited for ``wait`` seconds.

        It keeps apart all threads and processes that write this index, on whatever machine, and is released when its
        holder ends, even by a crash.
        """

    @abstractmethod
    def search(self, request: Request) -> Answer:
        """Return a page of the groups that fit, with their total and the counts by facet."""

    @abstractmethod
    def frequency(self, clause: Clause) -> int:
        """Return how many documents fulfil a clause; an estimate is allowed, but 0 only if no document does."""

    @abstractmethod
    def closest(self, vector: Vector, limit: int) -> Mapping[DocumentKey, float]:
        """Return at most ``limit`` documents by their closest window, with its cosine to a vector of length 1."""

    @abstractmethod
    def words(self) -> Mapping[str, int]:
        """Return every word in lower case, with the number of documents that have it."""

    @abstractmethod
    def keys(self) -> Iterator[DocumentKey]:
        """Yield the key of every document, in no order."""

    @abstractmethod
    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        """Add or replace documents, remove those ``gone`` and store the revision reached, all or nothing."""

    @abstractmethod
    def replace(self, documents: Iterable[Document], revision: int) -> int:
        """Rebuild the index, and return the number of its documents.

        The old one answers until the new one replaces it in one step. Each key occurs once among the documents. Raises
        `IndexUnavailable` if the index's directory holds other files.
        """

    @abstractmethod
    def status(self) -> IndexStatus:
        """Return the index's state; never raises an error."""
