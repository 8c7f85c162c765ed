"""What readers are told that became of a claim, out of its versions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from explorer.coding.vocabulary import Status
from explorer.models import Claim
from explorer.models.versions import versions


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """What readers are told that became of a claim: what happened, when, and how it was worded until then."""

    what: str
    at: datetime.datetime
    formerly: str = ""


def list_public_events(claim: Claim) -> list[PublicEvent]:
    """Return what became of a claim in public, oldest first, without naming anybody; costs one query.

    ``what`` is published, reworded, changed in its evidence or topics, taken back, published again, retracted or
    restored.
    """
    told: list[PublicEvent] = []
    public: Any = None
    status = ""
    for row in reversed(list(versions(Claim).filter(id=claim.pk))):
        is_public = row.status == Status.PUBLISHED
        if is_public and public is None:
            told.append(PublicEvent("published", row.history_date))
        elif is_public and status == Status.RETRACTED:
            told.append(PublicEvent("restored", row.history_date))
        elif is_public and status != Status.PUBLISHED:
            told.append(PublicEvent("published again", row.history_date))
        elif status == Status.PUBLISHED and not is_public:
            told.append(PublicEvent("retracted" if row.status == Status.RETRACTED else "taken back", row.history_date))
        if is_public:
            told.extend(_rewording(public, row))
            public = row
        status = row.status
    if not told and claim.status == Status.PUBLISHED:
        told.append(PublicEvent("published", claim.created_at))
    return told


def _rewording(before: Any, after: Any) -> Iterable[PublicEvent]:  # noqa: ANN401
    if before is None:
        return
    if before.statement != after.statement:
        yield PublicEvent("reworded", after.history_date, formerly=before.statement)
    if before.parts != after.parts or before.role != after.role:
        yield PublicEvent("changed in its evidence or topics", after.history_date)
