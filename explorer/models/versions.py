"""Versions: what a record was after every edit, with its parts, who made the edit and why.

A version is a row of django-simple-history. This module adds two things: the *parts* of a record (a claim's evidence
and topics, a speaker's aliases), kept with it as plain values, and the *edit*, which keeps one version of each record
that it touched, however many rows it wrote.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from simple_history.models import HistoricalRecords

Parts = dict[str, list[dict[str, Any]]]

ADDED, CHANGED = "+", "~"
"""How simple-history writes the kinds of version that are made here."""

FIRST = "as it was before its first recorded edit"

BATCH = 500
"""How many versions are made at a time, so that memory does not grow with an edit."""


class VersionBase(models.Model):
    """What a version keeps besides the record's own columns."""

    parts = models.JSONField(default=dict, editable=False)

    class Meta:
        """Abstract: the base of every table of versions."""

        abstract = True


@dataclass(slots=True)
class Edit:
    """One act of one person: what it touched, why and when; all of its versions have its date."""

    by: Any
    reason: str
    at: datetime.datetime = field(default_factory=timezone.now)
    touched: dict[type[models.Model], dict[Any, bool]] = field(default_factory=dict)
    """By model and key, whether the record was added; the rows themselves would fill the memory."""


_current: ContextVar[Edit | None] = ContextVar("edit", default=None)


@contextmanager
def one_edit(*, by: Any = None, reason: str = "") -> Iterator[Edit]:  # noqa: ANN401  (a user, whatever the model)
    """Do everything inside as one edit, in one transaction; inside another edit it is part of that one."""
    if (outer := _current.get()) is not None:
        yield outer
        return
    edit = Edit(by, reason)
    token = _current.set(edit)
    try:
        with transaction.atomic():
            yield edit
            _keep(edit)
    finally:
        _current.reset(token)


def touch(rows: Iterable[models.Model], *, added: bool = False) -> None:
    """Keep versions of rows when the edit is over; outside an edit, now.

    Rows that bulk operations write have to be touched by hand, before they are changed or after they are added.
    """
    with one_edit() as edit:
        for row in rows:
            edit.touched.setdefault(type(row), {}).setdefault(row.pk, added)


def touch_keys(model: type[models.Model], keys: Collection[Any]) -> None:
    """Keep versions of the rows with these keys when the edit is over; call it before their parts are changed."""
    _keep_first(model, keys)
    with one_edit() as edit:
        for key in keys:
            edit.touched.setdefault(model, {}).setdefault(key, False)


def versions(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Return all versions of all records of a model, newest first."""
    rows: models.QuerySet[Any] = TABLES[model].objects.order_by("-history_id")
    return rows


def latest_version(record: models.Model) -> int:
    """Return the number of a record's newest version, 0 where there is none: it changes with every edit."""
    newest = versions(type(record)).filter(id=record.pk).values_list("history_id", flat=True).first()
    return newest or 0


def columns_of(model: type[models.Model]) -> list[Any]:
    """Return the fields of a model that its versions keep, but for its key."""
    fields: Iterable[Any] = TABLES[model].tracked_fields
    return [one for one in fields if not one.primary_key]


def parts_of(model: type[models.Model], keys: Collection[Any]) -> dict[Any, Parts]:
    """Return the parts of records by their keys, in one query for each kind of part; what they refer to is a slug."""
    found: dict[Any, Parts] = {key: {} for key in keys}
    for name in KEEPERS[model].kept_parts:
        parent, fields = part_fields(model, name)
        paths = [f"{one.name}__slug" if one.is_relation else one.name for one in fields]
        related: Any = model._meta.get_field(name).related_model  # noqa: SLF001, documented by Django
        rows = related._base_manager.filter(**{f"{parent}__in": keys}).order_by("pk")  # noqa: SLF001
        for key, *values in rows.values_list(parent, *paths):
            named = {one.name: value for one, value in zip(fields, values, strict=True)}
            found[key].setdefault(name, []).append(named)
    return found


def part_fields(model: type[models.Model], name: str) -> tuple[str, list[Any]]:
    """Return the column by which a kind of part knows its record, and the fields that a curator fills in."""
    relation: Any = model._meta.get_field(name)  # noqa: SLF001, documented by Django
    parent = relation.field
    fields = [
        one
        for one in relation.related_model._meta.concrete_fields  # noqa: SLF001
        if one.editable and not one.primary_key and one is not parent
    ]
    return parent.attname, fields


TABLES: dict[type[models.Model], Any] = {}
"""By model, the table of its versions."""

KEEPERS: "dict[type[models.Model], Versions]" = {}
"""By model, what keeps its versions."""


class Versions(HistoricalRecords):  # type: ignore[misc]  # the library has no types
    """Keeps a version of a record after every edit; ``parts`` names the relations that are kept with it."""

    def __init__(self, *, parts: tuple[str, ...] = (), leave_out: tuple[str, ...] = ()) -> None:
        self.kept_parts = parts
        super().__init__(
            bases=[VersionBase],
            excluded_fields=list(leave_out),
            history_change_reason_field=models.TextField(null=True),
        )

    def finalize(self, sender: Any, **options: Any) -> None:  # noqa: ANN401  (Django's signature)
        """Listen to the model too before its rows are changed."""
        super().finalize(sender, **options)
        if sender is self.cls:
            TABLES[sender], KEEPERS[sender] = getattr(sender, self.manager_name).model, self
            models.signals.pre_save.connect(self.pre_save, sender=sender, weak=False)

    def pre_save(self, instance: models.Model, *, raw: bool = False, **_: object) -> None:
        """Keep what a record was that has no version yet."""
        if not raw and not instance._state.adding:  # noqa: SLF001, documented by Django
            _keep_first(type(instance), [instance.pk])

    def post_save(self, instance: models.Model, created: bool, *, raw: bool = False, **_: object) -> None:  # noqa: FBT001
        """Touch the record."""
        if not raw:
            touch([instance], added=created)

    def post_delete(self, instance: models.Model, using: str | None = None, **options: Any) -> None:  # noqa: ANN401
        """Keep what a record was that is deleted, under the date of the edit."""
        if edit := _current.get():
            instance._history_date = edit.at  # type: ignore[attr-defined]  # noqa: SLF001, read by simple-history
        super().post_delete(instance, using=using, **options)

    def get_history_user(self, instance: models.Model | None) -> Any:  # noqa: ANN401  (the library's signature)
        """Return who makes the edit: whom the edit names, else who is logged in."""
        edit = _current.get()
        return edit.by if edit and edit.by else super().get_history_user(instance)

    def get_change_reason_for_object(self, *_: object) -> str:
        """Return why the edit is made."""
        edit = _current.get()
        return edit.reason if edit else ""


def _keep(edit: Edit) -> None:
    for model, touched in edit.touched.items():
        for keys in _batches(touched):
            rows = _stored(model).in_bulk(keys)
            added = {key: row for key, row in rows.items() if touched[key]}
            _write(model, added, kind=ADDED)
            if len(added) < len(rows):
                _write(model, _differing(model, {key: row for key, row in rows.items() if key not in added}))


def _keep_first(model: type[models.Model], keys: Collection[Any]) -> None:
    """Keep, of records that have no version yet, what they are now; nobody knows any more who made them so."""
    edit = _current.get()
    touched = edit.touched.get(model, {}) if edit else {}
    for batch in _batches([key for key in keys if key not in touched]):
        known = set(versions(model).filter(id__in=batch).values_list("id", flat=True))
        if lacking := [key for key in batch if key not in known]:
            _write(model, _stored(model).in_bulk(lacking), reason=FIRST)


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield keys, so many at a time as are written together."""
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _stored(model: type[models.Model]) -> "models.QuerySet[Any]":
    return model._base_manager.only("pk", *[one.name for one in columns_of(model)])  # noqa: SLF001


def _differing(model: type[models.Model], rows: Mapping[Any, models.Model]) -> dict[Any, models.Model]:
    """Return the rows that are not as their newest versions have them."""
    names = [one.attname for one in columns_of(model)]
    parts = parts_of(model, list(rows))
    newest = {version.id: version for version in versions(model).filter(id__in=list(rows)).reverse()}

    def is_same(key: Any, row: models.Model) -> bool:  # noqa: ANN401  (a key, whatever its type)
        version = newest.get(key)
        return (
            version is not None
            and version.parts == parts[key]
            and all(getattr(version, name) == getattr(row, name) for name in names)
        )

    return {key: row for key, row in rows.items() if not is_same(key, row)}


def _write(
    model: type[models.Model], rows: Mapping[Any, models.Model], *, kind: str = CHANGED, reason: str | None = None
) -> None:
    """Keep versions of rows, by whoever makes the edit and for its reason, or by nobody for another one."""
    if not rows or not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return
    table, keeper, parts = TABLES[model], KEEPERS[model], parts_of(model, list(rows))
    common = {
        "history_date": edit.at if (edit := _current.get()) else timezone.now(),
        "history_type": kind,
        "history_user": None if reason else keeper.get_history_user(None),
        "history_change_reason": reason or keeper.get_change_reason_for_object(),
    }
    names = [one.attname for one in table.tracked_fields]
    made = [
        table(**{name: getattr(row, name) for name in names}, parts=parts[key], **common) for key, row in rows.items()
    ]
    table.objects.bulk_create(made)
