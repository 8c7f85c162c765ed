"""Brings the index to where the database is: by what changed, or built anew."""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.errors import ExplorerError
from explorer.models import Change, Revision
from explorer.models.outbox import EVERYTHING
from explorer.search.backend import backend as chosen_backend
from explorer.search.indexing.background import in_background
from explorer.search.indexing.condition import IndexCondition, read_condition
from explorer.search.indexing.dependents import with_dependents
from explorer.search.indexing.documents import build_documents, documents
from explorer.search.indexing.lock import only_writer
from explorer.search_engine.backends.base import Backend, IndexUnavailable

logger = logging.getLogger(__name__)

PATIENCE = 600
"""How many seconds a person's command waits for another writer."""

PROMPT = 200
"""How many documents are told to the index at once while somebody waits for a page; more are told in the background."""

MANY = 1000
"""From how many documents on the index is built anew, if they are more than half of it."""


CHUNK = 500
"""How many changes are dropped in one query."""

BUSY = "another process is writing the index; try again when it has ended"


@dataclass(slots=True)
class IndexReport:
    """What was done to an index: changes taken up, documents told and removed, and whether it was built anew."""

    changes: int = 0
    told: int = 0
    removed: int = 0
    rebuilt: bool = False


class _TooMuch(Exception):
    """More is to be done than there is time for."""


def follow() -> None:
    """Tell the index of what was just committed; what takes longer than a reader waits is left to the background.

    So is what others commit meanwhile: where many write, one of them would otherwise work for all.
    Where another process is writing the index nothing is to be done: it looks again once it has let go.
    """
    try:
        update(at_most=PROMPT)
    except _TooMuch:
        in_background(update)
    except IndexUnavailable as error:
        logger.warning("the index was not told of a change: %s", error)


def update(*, wait: float = 0, at_most: int | None = None) -> IndexReport:
    """Bring the index to where the database is, and stay until nothing is waiting.

    Raises IndexUnavailable where it cannot be, and ExplorerError where another writer lasts longer than ``wait``
    seconds; without a wait that one's work is relied on.
    """
    report = IndexReport()
    while True:
        with only_writer(wait=wait) as alone:
            if alone:
                _bring_up(chosen_backend(), report, at_most)
            elif wait:
                raise ExplorerError(BUSY)
        # What was committed after the last look and before the lock was free is looked after by nobody else.
        if not alone or not Change.objects.exists():
            return report


def rebuild() -> IndexReport:
    """Build the whole index anew, beside the one that answers meanwhile, then tell it what changed meanwhile.

    Raises as `update` does.
    """
    report = IndexReport()
    with only_writer(wait=PATIENCE) as alone:
        if not alone:
            raise ExplorerError(BUSY)
        _refuse_foreign(condition())
        _replace(chosen_backend(), report)
    followed = update(wait=PATIENCE)
    return IndexReport(report.changes + followed.changes, report.told + followed.told, followed.removed, rebuilt=True)


def mend() -> None:
    """Have the index built anew in the background: a reader found that it cannot be read."""
    in_background(rebuild)


def condition() -> IndexCondition:
    """Return the condition of the site's index."""
    return read_condition(chosen_backend())


def is_usable() -> bool:
    """Whether the index can answer; where it cannot, or is behind, it is brought up in the background."""
    found = condition()
    if found.is_mendable and (found.behind or not found.is_usable):
        in_background(update)
    return found.is_usable


def _bring_up(backend: Backend, report: IndexReport, at_most: int | None) -> None:
    """Do what is to be done until nothing is; nobody else is writing."""
    while True:
        found = read_condition(backend)
        _refuse_foreign(found)
        if report.rebuilt and not found.is_usable:
            raise IndexUnavailable(f"the index was built anew and still cannot be used: {found.detail or found.state}")
        changes = list(Change.objects.all())
        if not found.is_usable or any(change.type == EVERYTHING for change in changes):
            _allow(at_most)
            _replace(backend, report)
        elif changes:
            _tell(backend, report, changes, at_most, found.documents)
        else:
            return


def _tell(backend: Backend, report: IndexReport, changes: Sequence[Change], at_most: int | None, held: int) -> None:
    """Tell the index of changes, or build it anew where they are most of it or where it cannot be read after all."""
    keys = with_dependents(change.key for change in changes if change.key)
    _allow(at_most, math.inf if report.changes else len(keys))
    if len(keys) >= MANY and len(keys) > held / 2:
        _replace(backend, report)
        return
    told = list(build_documents(keys))
    gone = keys - {document.key for document in told}
    try:
        backend.update(told, gone, max(change.revision for change in changes))
    except IndexUnavailable:
        _replace(backend, report)
        return
    report.changes += len(changes)
    report.told += len(told)
    report.removed += len(gone)
    _drop(changes)


def _replace(backend: Backend, report: IndexReport) -> None:
    """Build the index anew; what is committed from now on stays waiting and is told after."""
    changes = list(Change.objects.all())
    backend.replace(documents(), Revision.objects.first_or_current())
    report.changes += len(changes)
    report.told = backend.status().documents
    report.rebuilt = True
    _drop(changes)


def _drop(changes: Sequence[Change]) -> None:
    """Forget changes that the index was told of, by their keys: others may have been committed among them."""
    keys = [change.pk for change in changes]
    for start in range(0, len(keys), CHUNK):
        Change.objects.filter(pk__in=keys[start : start + CHUNK]).delete()


def _allow(at_most: int | None, size: float = math.inf) -> None:
    if at_most is not None and size > at_most:
        raise _TooMuch


def _refuse_foreign(found: IndexCondition) -> None:
    if not found.is_mendable:
        what = found.detail or "the place of the index holds something else"
        raise IndexUnavailable(f"{what}; name another place with SEARCH_URL, or empty this one by hand")
