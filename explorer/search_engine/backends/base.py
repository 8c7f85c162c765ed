"""What every engine can do, and nothing more; its tests say how it must behave."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping

from explorer.errors import ExplorerError
from explorer.search_engine.types import Answer, Clause, Document, DocumentKey, IndexStatus, Request


class IndexUnavailable(ExplorerError):
    """The index cannot be read as it is; the message says why, and that rebuilding it helps."""


class Backend(ABC):
    """An index of documents.

    Reading is safe beside writing, in threads and processes. Writers are kept apart by whoever calls them: one at a
    time. Every method but ``status`` and ``replace`` raises `IndexUnavailable` where the index cannot be read.
    """

    @abstractmethod
    def search(self, request: Request) -> Answer:
        """Return the groups that fit, a page of them, with totals and counts."""

    @abstractmethod
    def frequency(self, clause: Clause) -> int:
        """Return in how many documents a clause is fulfilled; an engine may estimate, but never 0 for what occurs."""

    @abstractmethod
    def words(self) -> Mapping[str, int]:
        """Return every word as written, in lower case, with the number of documents that have it."""

    @abstractmethod
    def keys(self) -> Iterator[DocumentKey]:
        """Yield the key of every document, in no order."""

    @abstractmethod
    def update(self, documents: Iterable[Document], gone: Collection[DocumentKey], revision: int) -> None:
        """Add or replace documents and remove those gone, all or nothing, and note the revision reached."""

    @abstractmethod
    def replace(self, documents: Iterable[Document], revision: int) -> None:
        """Build the whole index anew beside the old one, which answers until the new one takes its place at once.

        No key comes twice. Raises `IndexUnavailable` where the place belongs to something else.
        """

    @abstractmethod
    def status(self) -> IndexStatus:
        """Return the index's state; never raises."""
