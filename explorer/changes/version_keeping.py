"""Versions written: of records before their first recorded edit, and of what an edit added or changed."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import models

from explorer.models.versions import ADDED, CHANGED, FIRST, TABLES, Parts, columns_of, parts_of, versions

BATCH = 500
"""How many versions are made at a time, so that memory does not grow with an edit."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who made an edit, why and when, as its versions have it; without ``by`` whoever is logged in made it."""

    by: Any
    reason: str
    at: datetime.datetime


def keep_first_versions(model: type[models.Model], keys: Collection[Any], at: datetime.datetime) -> None:
    """Keep, of records that have no version yet, what they are now; nobody knows any more who made them so."""
    for batch in batches(keys):
        known = set(versions(model).filter(id__in=batch).values_list("id", flat=True))
        if lacking := [key for key in batch if key not in known]:
            rows = _stored(model).in_bulk(lacking)
            parts = parts_of(model, list(rows)) if rows else {}
            shared = {"history_date": at, "history_user": None, "history_change_reason": FIRST}
            _write(model, ((row, CHANGED) for row in rows.values()), parts, shared)


def keep_versions(model: type[models.Model], keys: Mapping[Any, bool], signature: Signature) -> dict[Any, models.Model]:
    """Keep versions of records by their keys, of which the values say whether they were added; return their rows.

    A record that was not added has a new version only where it is not as its newest one says.
    """
    rows = _stored(model).in_bulk(list(keys))
    if not rows:
        return rows
    parts = parts_of(model, list(rows))
    same = _unchanged(model, {key: row for key, row in rows.items() if not keys[key]}, parts)
    kinds = [(row, ADDED if keys[key] else CHANGED) for key, row in rows.items() if key not in same]
    shared = {
        "history_date": signature.at,
        "history_user": signature.by or TABLES[model].get_default_history_user(None),
        "history_change_reason": signature.reason,
    }
    _write(model, kinds, parts, shared)
    return rows


def batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield keys, so many at a time as are written together."""
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _stored(model: type[models.Model]) -> "models.QuerySet[Any]":
    return model._base_manager.only("pk", *[column.name for column in columns_of(model)])


def _unchanged(model: type[models.Model], rows: Mapping[Any, Any], parts: Mapping[Any, Parts]) -> set[Any]:
    """Return the keys of the rows that are as their newest versions have them."""
    if not rows:
        return set()
    names = [column.attname for column in columns_of(model)]
    newest = {version.id: version for version in versions(model).filter(id__in=list(rows)).reverse()}
    return {
        key
        for key, version in newest.items()
        if version.parts == parts[key] and all(getattr(version, name) == getattr(rows[key], name) for name in names)
    }


def _write(
    model: type[models.Model],
    rows: Iterable[tuple[Any, str]],
    parts: Mapping[Any, Parts],
    shared: Mapping[str, Any],
) -> None:
    """Write versions of rows, each of its kind; ``shared`` has the columns that say who made them, when and why."""
    if not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return
    table = TABLES[model]
    names = [column.attname for column in table.tracked_fields]
    made = [
        table(**{name: getattr(row, name) for name in names}, parts=parts[row.pk], history_type=kind, **shared)
        for row, kind in rows
    ]
    table.objects.bulk_create(made)
