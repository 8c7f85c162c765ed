"""The public history of a claim, told from its versions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from explorer.coding.vocabulary import Status
from explorer.models import Claim
from explorer.models.queries.prepared import prepared
from explorer.models.versions import versions


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """What happened to a claim in public, and when; ``formerly`` is its wording until then, where that changed."""

    what: str
    at: datetime.datetime
    formerly: str = ""


def list_public_events(claim: Claim) -> list[PublicEvent]:
    """Return the public events of a claim, oldest first, without naming anybody; costs one query.

    ``what`` is published, reworded, changed in its evidence or topics, taken back, published again, retracted or
    restored.
    """
    events: list[PublicEvent] = []
    last_public: Any = None
    status = ""
    for version in reversed(_find_versions(claim=claim.pk)):
        is_public = version.status == Status.PUBLISHED
        if what := _name_change(status, version.status, was_published=last_public is not None):
            events.append(PublicEvent(what, version.history_date))
        if is_public:
            events.extend(_list_edits(last_public, version))
            last_public = version
        status = version.status
    # Where no version tells when a claim was published, it counts as public since it was created.
    if not events and claim.status == Status.PUBLISHED:
        events.append(PublicEvent("published", claim.created_at))
    return events


@prepared
def _find_versions(*, claim: int) -> QuerySet[Any]:
    return versions(Claim).filter(id=claim)


def _name_change(before: str, after: str, *, was_published: bool) -> str:
    """Return what a change of status is in the eyes of readers, empty where they see no change."""
    if after == Status.PUBLISHED and not was_published:
        return "published"
    if after == Status.PUBLISHED and before != Status.PUBLISHED:
        return "restored" if before == Status.RETRACTED else "published again"
    if before == Status.PUBLISHED and after != Status.PUBLISHED:
        return "retracted" if after == Status.RETRACTED else "taken back"
    return ""


def _list_edits(before: Any, after: Any) -> Iterable[PublicEvent]:  # noqa: ANN401
    """Yield what readers see changed between two public versions, nothing where there is none before."""
    if before is None:
        return
    if before.statement != after.statement:
        yield PublicEvent("reworded", after.history_date, formerly=before.statement)
    if before.parts != after.parts or before.role != after.role:
        yield PublicEvent("changed in its evidence or topics", after.history_date)
