"""The writing of versions: of records before their first recorded edit, and of records that an edit wrote."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import models

from explorer.models.queries.prepared import prepared
from explorer.models.versions import ADDED, CHANGED, FIRST, TABLES, Parts, columns_of, parts_of, versions

BATCH = 500
"""The number of versions that are made at a time, so that memory does not grow with an edit."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The user, reason and time of an edit, for its versions; without ``by`` the user is whoever is logged in."""

    by: Any
    reason: str
    at: datetime.datetime


def keep_first_versions(model: type[models.Model], keys: Collection[Any], at: datetime.datetime) -> None:
    """Keep a version of each record that has none, without a user: nobody knows who wrote it."""
    for batch in split_batches(keys):
        versioned = set(_find_versioned(model, keys=batch))
        if unversioned := [key for key in batch if key not in versioned]:
            rows = _fetch_stored(model, unversioned)
            parts = parts_of(model, list(rows)) if rows else {}
            shared = {"history_date": at, "history_user": None, "history_change_reason": FIRST}
            _write_versions(model, ((row, CHANGED) for row in rows.values()), parts, shared)


def keep_versions(model: type[models.Model], keys: Mapping[Any, bool], signature: Signature) -> dict[Any, models.Model]:
    """Keep versions of records, by their keys with whether they were added; return their rows by key.

    A record that was not added gets a version only where it differs from its newest one.
    """
    rows = _fetch_stored(model, list(keys))
    if not rows:
        return rows
    parts = parts_of(model, list(rows))
    unchanged = _find_unchanged(model, {key: row for key, row in rows.items() if not keys[key]}, parts)
    kinds = [(row, ADDED if keys[key] else CHANGED) for key, row in rows.items() if key not in unchanged]
    shared = {
        "history_date": signature.at,
        "history_user": signature.by or TABLES[model].get_default_history_user(None),
        "history_change_reason": signature.reason,
    }
    _write_versions(model, kinds, parts, shared)
    return rows


def split_batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield keys in lists of at most `BATCH`."""
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _fetch_stored(model: type[models.Model], keys: Sequence[Any]) -> dict[Any, Any]:
    return {row.pk: row for row in _find_stored(model, keys=keys)}


@prepared
def _find_stored(model: type[models.Model], /, *, keys: Sequence[Any]) -> "models.QuerySet[Any]":
    names = [column.name for column in columns_of(model)]
    return model._base_manager.only("pk", *names).filter(pk__in=keys).order_by("pk")


@prepared
def _find_versioned(model: type[models.Model], /, *, keys: Sequence[Any]) -> "models.QuerySet[Any, Any]":
    return versions(model).filter(id__in=keys).values_list("id", flat=True)


@prepared
def _find_versions(model: type[models.Model], /, *, keys: Sequence[Any]) -> "models.QuerySet[Any]":
    return versions(model).filter(id__in=keys).reverse()


def _find_unchanged(model: type[models.Model], rows: Mapping[Any, Any], parts: Mapping[Any, Parts]) -> set[Any]:
    """Return the keys of the rows that equal their newest versions."""
    if not rows:
        return set()
    names = [column.attname for column in columns_of(model)]
    newest = {version.id: version for version in _find_versions(model, keys=list(rows))}
    return {
        key
        for key, version in newest.items()
        if version.parts == parts[key] and all(getattr(version, name) == getattr(rows[key], name) for name in names)
    }


def _write_versions(
    model: type[models.Model],
    rows: Iterable[tuple[Any, str]],
    parts: Mapping[Any, Parts],
    shared: Mapping[str, Any],
) -> None:
    """Write a version of each row with its kind; ``shared`` has the columns for user, date and reason."""
    if not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return
    table = TABLES[model]
    names = [column.attname for column in table.tracked_fields]
    history_rows = [
        table(**{name: getattr(row, name) for name in names}, parts=parts[row.pk], history_type=kind, **shared)
        for row, kind in rows
    ]
    table.objects.bulk_create(history_rows)
