"""Whether the index can be searched, and whether it says what the database says."""

from dataclasses import dataclass

from explorer.models import Change, Revision
from explorer.models.outbox import is_of_one_database
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.types import IndexStatus, State

ELSEWHERE = "the index was made from another database, or from a later state of this one"
GAP = "changes were made of which the index was never told"


@dataclass(frozen=True, slots=True)
class IndexCondition:
    """The state of the index beside the database.

    ``behind`` is how many revisions the index has not reached, ``waiting`` how many changes it has still to be told of.
    """

    state: State
    documents: int = 0
    behind: int = 0
    waiting: int = 0
    detail: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether searches can be answered by the index, if not by the newest one."""
        return self.state is State.READY

    @property
    def is_mendable(self) -> bool:
        """Whether building the index anew helps; a directory of somebody else's is never touched."""
        return self.state is not State.FOREIGN


def read_condition(backend: Backend) -> IndexCondition:
    """Return the condition of an index, which others may be writing meanwhile."""
    status = backend.status()
    while True:
        found = _beside_the_database(status)
        # The index is told before the changes are dropped: where they are gone, the index has moved on.
        if found.is_usable or (again := backend.status()).revision == status.revision:
            return found
        status = again


def _beside_the_database(status: IndexStatus) -> IndexCondition:
    reached = Revision.objects.current()
    waiting = Change.objects.revisions()
    state, detail = status.state, status.detail
    if state is State.READY:
        if not is_of_one_database(status.revision, reached) or status.revision > reached:
            state, detail = State.OUTDATED, ELSEWHERE
        elif not waiting.keys() >= set(range(status.revision + 1, reached + 1)):
            state, detail = State.OUTDATED, GAP
    behind = reached - status.revision if state is State.READY else 0
    return IndexCondition(state, status.documents, behind, sum(waiting.values()), detail)
