"""Notes that what readers see changed: the revision rises, and the index will be told, in the change's transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import models, transaction

from explorer.changes.affected import touched
from explorer.models import Change, Revision
from explorer.models.outbox import EVERYTHING, NOTHING
from explorer.search_engine.types import DocumentKey

MANY = 1000
"""From how many documents on it is quicker to say that everything changed."""


@dataclass(slots=True)
class _Notes:
    """What was noted while notes are held back."""

    keys: set[DocumentKey] = field(default_factory=set)
    is_any: bool = False


Listener = Callable[[], object]

LISTENERS: list[Listener] = []
"""What is called once a change is committed, such as the upkeep of the index."""


def when_committed(listener: Listener) -> None:
    """Have something called after every commit of a change; naming it twice changes nothing."""
    if listener not in LISTENERS:
        LISTENERS.append(listener)


_held_back: ContextVar[_Notes | None] = ContextVar("held_back", default=None)


def note(keys: Collection[DocumentKey] = ()) -> None:
    """Raise the revision and leave word of the documents that changed; without any, other things that readers see did.

    The index is told once the transaction is committed.
    """
    if notes := _held_back.get():
        notes.is_any = True
        notes.keys.update(keys)
    elif len(keys) >= MANY:
        note_everything()
    else:
        _leave_word([(key.type, key.id) for key in sorted(keys)] or [(NOTHING, "")])


def note_everything() -> None:
    """Raise the revision, and have the index built anew."""
    _leave_word([(EVERYTHING, "")])


def note_rows(*rows: models.Model | None) -> None:
    """Note the documents that rows have a part in, where readers see anything of them."""
    public = [keys for row in rows if row is not None and (keys := touched(row)) is not None]
    if public:
        note(frozenset().union(*public))


@contextmanager
def noted_together() -> Iterator[None]:
    """Hold notes back until the end of a large piece of work, which then raises the revision once at most.

    To be used inside the transaction of that work. Other writers wait from its beginning: if each held rows that the
    other wants, and one the revision, both would wait for ever.
    """
    Revision.objects.lock()
    notes = _Notes()
    token = _held_back.set(notes)
    try:
        yield
    finally:
        _held_back.reset(token)
    if notes.is_any:
        note(notes.keys)


def _leave_word(told: Iterable[tuple[str, str]]) -> None:
    with transaction.atomic(savepoint=False):
        reached = Revision.objects.advance()
        Change.objects.bulk_create(Change(revision=reached, type=kind, slug=slug) for kind, slug in told)
        for listener in LISTENERS:
            transaction.on_commit(listener, robust=True)
