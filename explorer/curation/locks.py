"""Two people at one record: whoever read it before its newest version was made does not save over it."""

import datetime
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

from explorer.errors import OvertakenError
from explorer.models.versions import latest_version, versions

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class NewestChange:
    """Who made a record what it is now, and when; None where nobody wrote that down."""

    who: str
    at: datetime.datetime | None


def newest_change(record: models.Model) -> NewestChange:
    """Return who changed a record last."""
    newest = versions(type(record)).filter(id=record.pk).select_related("history_user").first()
    who = str(newest.history_user) if newest and newest.history_user else "somebody, or a loading,"
    return NewestChange(who, newest.history_date if newest else None)


def lock_version(record: Row, *, version: int | None) -> Row:
    """Return a record as it is stored, which nobody else changes until the edit in which this is called is over.

    ``version`` is the number of its newest version when it was read; with None whatever is stored is taken. Raises
    OvertakenError where the record is another one by now, or none.
    """
    rows: models.QuerySet[Row] = type(record)._base_manager.select_for_update()
    stored = rows.filter(pk=record.pk).first()
    if stored is None:
        raise OvertakenError("somebody deleted it after you had read it")
    if version is not None and version != latest_version(stored):
        newest = newest_change(stored)
        when = f" on {newest.at:%-d %B %Y at %H:%M} UTC" if newest.at else ""
        name = stored._meta.verbose_name
        raise OvertakenError(f"{newest.who} changed this {name}{when}, after you had read it; read it again")
    return stored
