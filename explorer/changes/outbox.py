"""What an edit leaves for the index: the documents that it affects, under the revision to which it raises the site."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.db import transaction

from explorer.models import Change, Revision
from explorer.models.outbox import EVERYTHING, NOTHING
from explorer.search_engine.types import DocumentKey

MANY = 1000
"""From how many documents on it is quicker to build the whole index anew."""

Listener = Callable[[], object]

LISTENERS: list[Listener] = []
"""What is called once a change is committed, such as the upkeep of the index."""


def when_committed(listener: Listener) -> None:
    """Call something after every commit of a public change; naming it twice changes nothing."""
    if listener not in LISTENERS:
        LISTENERS.append(listener)


@dataclass(slots=True)
class Queue:
    """The documents that one edit affects, collected until it ends."""

    _keys: set[DocumentKey] = field(default_factory=set)
    _is_public: bool = False
    _is_everything: bool = False
    _locked: int | None = None
    """The revision from which on other writers wait; None while none does."""

    def lock(self) -> None:
        """Keep other writers from raising the revision until the transaction ends."""
        if self._locked is None:
            self._locked = Revision.objects.lock()

    def add(self, keys: Collection[DocumentKey]) -> None:
        """Queue documents; without any, readers see a change that no search finds."""
        if not self._is_public:
            # Before the first public row is written, so that no two edits each hold what the other wants.
            self.lock()
            self._is_public = True
        self._keys.update(keys)
        if len(self._keys) >= MANY:
            self.add_everything()

    def add_everything(self) -> None:
        """Queue the whole index, to be built anew."""
        self.lock()
        self._is_public = self._is_everything = True
        self._keys.clear()  # so that memory does not grow with the edit

    def leave(self) -> None:
        """Raise the revision, and leave a row of the outbox for each document, in the transaction of the edit."""
        if not self._is_public:
            return
        if self._is_everything:
            left = [(EVERYTHING, "")]
        else:
            left = [(key.type.value, key.id) for key in sorted(self._keys)] or [(NOTHING, "")]
        revision = Revision.objects.advance(self._locked or 0)
        Change.objects.bulk_create(Change(revision=revision, type=kind, slug=slug) for kind, slug in left)
        for listener in LISTENERS:
            transaction.on_commit(listener, robust=True)
