"""The condition of the index: whether it can be searched, and how far it is behind the database."""

from dataclasses import dataclass

from explorer.models import Change, Revision
from explorer.models.outbox import is_of_one_database
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.types import IndexStatus, State

OTHER_DATABASE = "the index was made from another database, or from a later state of this one"
MISSED_CHANGES = "changes were made of which the index was never told"


@dataclass(frozen=True, slots=True)
class IndexCondition:
    """The state of the index compared with the database.

    ``behind`` is the number of revisions that the index has not reached, ``waiting`` that of changes not yet applied.
    """

    state: State
    documents: int = 0
    behind: int = 0
    waiting: int = 0
    detail: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether the index can answer searches, even if it is behind."""
        return self.state is State.READY

    @property
    def is_mendable(self) -> bool:
        """Whether rebuilding the index helps; a directory that belongs to something else is never touched."""
        return self.state is not State.FOREIGN


def read_condition(backend: Backend) -> IndexCondition:
    """Return the condition of an index, which another process may be writing meanwhile."""
    status = backend.status()
    while True:
        found = _compare_with_database(status)
        # A writer deletes changes only after it has applied them. If changes are missing because of that, the index
        # has reached another revision by now, and the comparison is repeated.
        if found.is_usable or (newer := backend.status()).revision == status.revision:
            return found
        status = newer


def _compare_with_database(status: IndexStatus) -> IndexCondition:
    reached = Revision.objects.current()
    waiting = Change.objects.revisions()
    state, detail = status.state, status.detail
    if state is State.READY:
        if not is_of_one_database(status.revision, reached) or status.revision > reached:
            state, detail = State.OUTDATED, OTHER_DATABASE
        elif not waiting.keys() >= set(range(status.revision + 1, reached + 1)):
            state, detail = State.OUTDATED, MISSED_CHANGES
    behind = reached - status.revision if state is State.READY else 0
    return IndexCondition(state, status.documents, behind, sum(waiting.values()), detail)
