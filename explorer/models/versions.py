"""Versions: what a record was after every edit, with its parts, who made the edit and why.

A version is a row of django-simple-history. This module adds the *parts* of a record (a claim's evidence and topics, a
speaker's aliases), kept with it as plain values, and reads versions. An edit writes them (`changes/edit.py`).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from explorer.models.queries.prepared import prepared

Parts = dict[str, list[dict[str, Any]]]

ADDED, CHANGED = "+", "~"
"""How simple-history writes the kinds of version that an edit makes; it makes those of what is deleted itself."""

FIRST = "as it was before its first recorded edit"


class VersionBase(models.Model):
    """What a version keeps besides the record's own columns."""

    parts = models.JSONField(default=dict, editable=False)

    class Meta:
        """Abstract: the base of every table of versions."""

        abstract = True


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
    return [field for field in fields if not field.primary_key]


def parts_of(model: type[models.Model], keys: Collection[Any]) -> dict[Any, Parts]:
    """Return the parts of records by their keys, in one query for each kind of part.

    What a part refers to is a slug; what it lacks is left out.
    """
    found: dict[Any, Parts] = {key: {} for key in keys}
    for name in PARTS[model]:
        parent, fields = part_fields(model, name)
        paths = [f"{field.name}__slug" if field.is_relation else field.name for field in fields]
        related: Any = model._meta.get_field(name).related_model
        for key, *values in _find_parts(related, parent, *paths, keys=list(keys)):
            named = {field.name: value for field, value in zip(fields, values, strict=True) if value is not None}
            found[key].setdefault(name, []).append(named)
    return found


@prepared
def _find_parts(
    part: type[models.Model], parent: str, /, *paths: str, keys: Sequence[Any]
) -> models.QuerySet[Any, tuple[Any, ...]]:
    return part._base_manager.filter(**{f"{parent}__in": keys}).order_by("pk").values_list(parent, *paths)


def part_fields(model: type[models.Model], name: str) -> tuple[str, list[Any]]:
    """Return the column by which a kind of part knows its record, and the fields that a curator fills in."""
    relation: Any = model._meta.get_field(name)
    parent = relation.field
    fields = [
        field
        for field in relation.related_model._meta.concrete_fields
        if field.editable and not field.primary_key and field is not parent
    ]
    return parent.attname, fields


TABLES: dict[type[models.Model], Any] = {}
"""By model, the table of its versions."""

PARTS: dict[type[models.Model], tuple[str, ...]] = {}
"""By model, the relations whose rows are kept with a version."""


class Versions(HistoricalRecords):  # type: ignore[misc]  # the library has no types
    """Gives a model a table of versions; ``parts`` names the relations that are kept with a record."""

    def __init__(self, *, parts: tuple[str, ...] = (), leave_out: tuple[str, ...] = ()) -> None:
        self._parts = parts
        super().__init__(
            bases=[VersionBase],
            excluded_fields=list(leave_out),
            history_change_reason_field=models.TextField(null=True),
        )

    def finalize(self, sender: Any, **options: Any) -> None:
        """Make the table, and register it."""
        super().finalize(sender, **options)
        if sender is self.cls:
            TABLES[sender], PARTS[sender] = getattr(sender, self.manager_name).model, self._parts

    def post_save(self, *_: object, **__: object) -> None:
        """Keep nothing yet: the edit keeps one version as it ends, however often the record is saved in it."""
