"""Locks on records: nobody saves over a version newer than the one they read."""

import datetime
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

from explorer.errors import OvertakenError
from explorer.models.versions import latest_version, versions

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class NewestChange:
    """The user and the time of a record's newest change; ``at`` is None where no version is kept."""

    who: str
    at: datetime.datetime | None


def fetch_newest_change(record: models.Model) -> NewestChange:
    """Return the newest change of a record."""
    newest = versions(type(record)).filter(id=record.pk).select_related("history_user").first()
    who = str(newest.history_user) if newest and newest.history_user else "somebody, or a loading,"
    return NewestChange(who, newest.history_date if newest else None)


def lock_version(record: Row, *, version: int | None) -> Row:
    """Return a record as it is stored, locked until the open edit ends.

    ``version`` is the number of its newest version when it was read; None accepts any. Raises OvertakenError where the
    newest version is another one by now, and where the record was deleted.
    """
    rows: models.QuerySet[Row] = type(record)._base_manager.select_for_update()  # noqa: SLF001, documented by Django
    stored = rows.filter(pk=record.pk).first()
    if stored is None:
        raise OvertakenError("somebody deleted it after you had read it")
    if version is not None and version != latest_version(stored):
        newest = fetch_newest_change(stored)
        when = f" on {newest.at:%-d %B %Y at %H:%M} UTC" if newest.at else ""
        name = stored._meta.verbose_name  # noqa: SLF001, documented by Django
        raise OvertakenError(f"{newest.who} changed this {name}{when}, after you had read it; read it again")
    return stored
