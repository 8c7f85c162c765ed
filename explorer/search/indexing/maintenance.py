"""Maintenance of the index: applying the changes in the outbox, or rebuilding it."""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.errors import ExplorerError
from explorer.models import Change, Revision
from explorer.models.outbox import EVERYTHING
from explorer.progress import track
from explorer.search.backend import backend as chosen_backend
from explorer.search.backend import is_open
from explorer.search.indexing.background import in_background, is_awaited
from explorer.search.indexing.condition import IndexCondition, read_condition
from explorer.search.indexing.dependents import add_dependents
from explorer.search.indexing.documents import build_all_documents, build_documents, count_documents
from explorer.search_engine.backends.base import Backend, IndexUnavailable, IndexUnreachable

logger = logging.getLogger(__name__)

PATIENCE = 600
"""Seconds for which a command waits for another writer."""

MOST_WHILE_WAITING = 200
"""Documents that are indexed while somebody waits for a page; more of them are indexed in the background."""

REBUILT_FROM = 1000
"""Changed documents from which the index is rebuilt, if they are also more than half of it."""

CHUNK = 500
"""Changes that one query deletes."""

BUSY = "another process is writing the index; try again when it has ended"


@dataclass(slots=True)
class IndexReport:
    """What was done to an index: changes applied, documents indexed and removed, and whether it was rebuilt."""

    changes: int = 0
    indexed: int = 0
    removed: int = 0
    rebuilt: bool = False


class _TooManyDocuments(Exception):
    """More documents are to be indexed than somebody can wait for."""


def follow() -> None:
    """Apply the changes just committed; many of them, and those committed meanwhile, are left to the background.

    Otherwise one of many writers would work for all of them. If another process is writing the index, nothing is done:
    that process looks for changes again after it has released the lock.
    """
    try:
        update(at_most=MOST_WHILE_WAITING)
    except _TooManyDocuments:
        in_background(update)
    except IndexUnavailable as error:
        logger.warning("the index was not told of a change: %s", error)


def update(*, wait: float = 0, at_most: int | None = None) -> IndexReport:
    """Apply changes until none is waiting; without ``wait``, leave them to another writer that holds the lock.

    Raises IndexUnavailable if the index cannot be written, ExplorerError if another writer takes longer than ``wait``
    seconds, and _TooManyDocuments if more than ``at_most`` documents are to be indexed.
    """
    report = IndexReport()
    while True:
        with chosen_backend().take_lock(wait=wait) as is_taken:
            if is_taken:
                _apply_waiting(chosen_backend(), report, at_most)
            elif wait:
                raise ExplorerError(BUSY)
        # A change committed after the last look, by somebody who found the lock held, is applied by nobody else.
        if not is_taken or not Change.objects.exists():
            return report


def rebuild() -> IndexReport:
    """Rebuild the index beside the old one, which answers meanwhile, then apply what was changed meanwhile.

    Raises what `update` raises.
    """
    report = IndexReport()
    with chosen_backend().take_lock(wait=PATIENCE) as is_taken:
        if not is_taken:
            raise ExplorerError(BUSY)
        _refuse_foreign(check_condition())
        _rebuild(chosen_backend(), report)
    followed = update(wait=PATIENCE)
    changes, indexed = report.changes + followed.changes, report.indexed + followed.indexed
    return IndexReport(changes, indexed, followed.removed, rebuilt=True)


def mend(error: IndexUnavailable) -> None:
    """Rebuild in the background an index that a search found unreadable; one out of reach comes back by itself."""
    if not isinstance(error, IndexUnreachable):
        in_background(rebuild)


def check_condition() -> IndexCondition:
    """Return the condition of the site's index."""
    return read_condition(chosen_backend())


def is_usable() -> bool:
    """Whether the index can answer; if it cannot, or is behind, it is updated in the background.

    An index that the process is still opening cannot answer yet.
    """
    if not is_open():
        return False
    found = check_condition()
    if found.is_mendable and (found.behind or not found.is_usable):
        in_background(update)
    return found.is_usable


def _apply_waiting(backend: Backend, report: IndexReport, at_most: int | None) -> None:
    """Apply changes until none is waiting; the caller holds the lock."""
    while True:
        # A load has no memory left to open a large index: whoever searches first opens it.
        if report.rebuilt and is_awaited() and not Change.objects.exists():
            return
        found = read_condition(backend)
        _refuse_foreign(found)
        if report.rebuilt and not found.is_usable:
            raise IndexUnavailable(f"the index was built anew and still cannot be used: {found.detail or found.state}")
        changes = list(Change.objects.all())
        if not found.is_usable or any(change.type == EVERYTHING for change in changes):
            _refuse_more_than(at_most)
            _rebuild(backend, report)
        elif changes:
            _apply(backend, report, changes, at_most, found.documents)
        else:
            return


def _apply(backend: Backend, report: IndexReport, changes: Sequence[Change], at_most: int | None, held: int) -> None:
    """Apply changes to an index of ``held`` documents; rebuild it if most of it changed or it proves unreadable."""
    keys = add_dependents(change.key for change in changes if change.key)
    # A second round applies what others committed meanwhile, which nobody who waits for a page should do.
    _refuse_more_than(at_most, math.inf if report.changes else len(keys))
    if len(keys) >= REBUILT_FROM and len(keys) > held / 2:
        _rebuild(backend, report)
        return
    documents = list(build_documents(keys))
    gone = keys - {document.key for document in documents}
    try:
        backend.update(documents, gone, max(change.revision for change in changes))
    except IndexUnreachable:
        raise
    except IndexUnavailable:
        _rebuild(backend, report)
        return
    report.changes += len(changes)
    report.indexed += len(documents)
    report.removed += len(gone)
    _delete(changes)


def _rebuild(backend: Backend, report: IndexReport) -> None:
    """Rebuild the index; changes committed from now on are applied afterwards."""
    changes = list(Change.objects.all())
    documents = track(build_all_documents(), "documents indexed", count_documents())
    report.indexed = backend.replace(documents, Revision.objects.first_or_current())
    report.changes += len(changes)
    report.rebuilt = True
    _delete(changes)


def _delete(changes: Sequence[Change]) -> None:
    """Delete applied changes by key: others may have been committed between them."""
    keys = [change.pk for change in changes]
    for start in range(0, len(keys), CHUNK):
        Change.objects.filter(pk__in=keys[start : start + CHUNK]).delete()


def _refuse_more_than(at_most: int | None, size: float = math.inf) -> None:
    if at_most is not None and size > at_most:
        raise _TooManyDocuments


def _refuse_foreign(found: IndexCondition) -> None:
    if not found.is_mendable:
        what = found.detail or "the place of the index holds something else"
        raise IndexUnavailable(f"{what}; name another place with SEARCH_URL, or empty this one by hand")
