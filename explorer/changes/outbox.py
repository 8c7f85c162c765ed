"""The outbox of the index: an edit's affected documents, under the revision to which the edit raises the site."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.db import transaction

from explorer.models import Change, Revision
from explorer.models.outbox import EVERYTHING, NOTHING
from explorer.search_engine.types import DocumentKey

MANY = 1000
"""The number of documents from which on rebuilding the whole index is quicker."""

Listener = Callable[[], object]

LISTENERS: list[Listener] = []
"""Functions that are called after the commit of a public change, such as the upkeep of the index."""


def call_when_committed(listener: Listener) -> None:
    """Register a function to be called after every commit of a public change; registering it twice changes nothing."""
    if listener not in LISTENERS:
        LISTENERS.append(listener)


@dataclass(slots=True)
class Queue:
    """The documents that one edit affects, collected until it ends."""

    _keys: set[DocumentKey] = field(default_factory=set)
    _is_public: bool = False
    is_everything: bool = False
    """Whether the whole index is queued already."""
    _locked: int | None = None
    """The locked revision; None while other writers need not wait."""

    def lock(self) -> None:
        """Keep other writers from raising the revision until the transaction ends."""
        if self._locked is None:
            self._locked = Revision.objects.lock()

    def add(self, keys: Collection[DocumentKey]) -> None:
        """Queue documents; an empty collection says that readers see a change that no search finds."""
        if not self._is_public:
            # The lock comes before the first public row is written, so that no two edits deadlock.
            self.lock()
            self._is_public = True
        self._keys.update(keys)
        if len(self._keys) >= MANY:
            self.add_everything()

    def add_everything(self) -> None:
        """Queue the whole index, to be rebuilt."""
        self.lock()
        self._is_public = self.is_everything = True
        self._keys.clear()  # so that memory does not grow with the edit

    def write_outbox(self) -> int | None:
        """Raise the revision and write a row of the outbox for each document, in the edit's transaction.

        Returns the revision, None where readers see no change.
        """
        if not self._is_public:
            return None
        if self.is_everything:
            entries = [(EVERYTHING, "")]
        else:
            entries = [(key.type.value, key.id) for key in sorted(self._keys)] or [(NOTHING, "")]
        revision = Revision.objects.advance(self._locked or 0)
        Change.objects.bulk_create(Change(revision=revision, type=kind, slug=slug) for kind, slug in entries)
        for listener in LISTENERS:
            transaction.on_commit(listener, robust=True)
        return revision
