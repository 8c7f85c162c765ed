"""The versions of a record, with their differences in words, and the restoring of an older version."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from explorer.changes.edit import open_edit
from explorer.errors import RefusedError
from explorer.models.versions import columns_of, part_fields, parts_of, versions
from explorer.text import join_words

SHOWN = 100
"""The largest number of versions that a page lists, newest first."""

ABOUT_REVIEW = {"status", "created_by", "edited_by", "sent_back_because", "retracted_on", "retraction_reason"}
"""The columns about review, which restoring a version leaves as they are."""

ABOUT_READING = {"read_in_full"}
"""The columns that a version does not restore if it was kept when the source had another document."""

NOT_COMPARED = {"created_by", "edited_by", "sent_back_because"}
"""The columns that a comparison leaves out; the author and reason of a version are shown beside it."""

Contents = dict[str, str]
"""The contents of a version in words, by the name of each field; parts are numbered."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with its value before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a record: its user, date and reason, and its differences from the one before."""

    number: int
    at: datetime.datetime
    by: Any
    reason: str
    is_first: bool
    contents: Contents
    changes: tuple[Difference, ...]


def list_versions(record: models.Model, limit: int = SHOWN) -> list[Version]:
    """Return a record's newest versions, newest first; the number of queries does not depend on theirs."""
    rows = list(versions(type(record)).filter(id=record.pk).select_related("history_user")[: limit + 1])
    contents = list_contents(type(record), rows)
    older = [*contents[1:], {}]
    return [
        Version(
            number=row.history_id,
            at=row.history_date,
            by=row.history_user,
            reason=row.history_change_reason or "",
            is_first=place == len(rows) - 1,
            contents=contents[place],
            changes=() if place == len(rows) - 1 else list_differences(older[place], contents[place]),
        )
        for place, row in enumerate(rows)
    ][:limit]


def list_contents(model: type[models.Model], rows: Sequence[Any]) -> list[Contents]:
    """Return the contents of versions, or of records with ``parts``; references cost one query for each kind."""
    fields = [field for field in columns_of(model) if field.name not in NOT_COMPARED]
    named = {field.name: _name_references(field, rows) for field in fields if field.is_relation}
    return [
        {
            str(field.verbose_name): format_value(field, getattr(row, field.attname), named.get(field.name))
            for field in fields
        }
        | format_parts(model, row.parts)
        for row in rows
    ]


def fetch_stored_contents(record: models.Model) -> Contents:
    """Return the contents of a record as it is stored now."""
    model = type(record)
    row: Any = model._base_manager.get(pk=record.pk)
    row.parts = parts_of(model, [row.pk])[row.pk]
    return list_contents(model, [row])[0]


def format_parts(model: type[models.Model], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> Contents:
    """Return the contents of a record's parts, by their kind and number."""
    return {
        f"{name.replace('_', ' ')} {number}": format_part(model, name, part)
        for name, listed in parts.items()
        for number, part in enumerate(listed, start=1)
    }


def format_part(model: type[models.Model], name: str, part: Mapping[str, Any]) -> str:
    """Return the contents of a part on one line."""
    _, fields = part_fields(model, name)
    return " · ".join(words for field in fields if (words := format_value(field, part.get(field.name))))


def list_differences(before: Contents, after: Contents) -> tuple[Difference, ...]:
    """Return the fields in which two versions differ."""
    return tuple(
        Difference(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    )


def revert(record: models.Model, number: int, *, by: Any) -> None:
    """Restore a version of a record; raises RefusedError where it breaks a rule by now.

    Its quotations are found in their documents anew. The columns about review stay as they are.
    """
    version = versions(type(record)).filter(id=record.pk, history_id=number).first()
    if version is None:
        raise RefusedError("there is no such version of it; choose one of the list")
    with open_edit(by=by, reason=f"as it was on {version.history_date:%-d %B %Y, %H:%M}"), transaction.atomic():
        try:
            _restore_contents(record, version)
        except ValidationError as error:
            raise RefusedError(f"that version cannot be restored: {join_words(error.messages)}") from error


def _restore_contents(record: models.Model, version: Any) -> None:
    is_same_document = getattr(version, "sha256", "") == getattr(record, "sha256", "")
    kept_columns = ABOUT_REVIEW if is_same_document else ABOUT_REVIEW | ABOUT_READING
    for field in columns_of(type(record)):
        if field.editable and field.name not in kept_columns:
            setattr(record, field.attname, getattr(version, field.attname))
    record.full_clean()
    record.save()
    for name, listed in version.parts.items():
        _restore_parts(record, name, listed)
    for name in set(parts_of(type(record), [record.pk])[record.pk]) - set(version.parts):
        _restore_parts(record, name, [])


def _restore_parts(record: models.Model, name: str, listed: Sequence[Mapping[str, Any]]) -> None:
    """Make the parts of a record be the listed ones; a part with a slug stays the row that others refer to."""
    _, fields = part_fields(type(record), name)
    related: Any = getattr(record, name)
    kept = {row.slug: row for row in related.all()} if any(field.name == "slug" for field in fields) else {}
    try:
        related.exclude(pk__in=[kept[part["slug"]].pk for part in listed if part.get("slug") in kept]).delete()
    except models.ProtectedError as error:
        raise ValidationError(f"claims rest on one of its {name} that it lacks; unlink them first") from error
    for part in listed:
        row = kept.get(part.get("slug")) or related.model(**{related.field.name: record})
        for field in fields:
            value = part.get(field.name)
            setattr(row, field.attname, _find_key(row, field, value) if field.is_relation else value)
        row.full_clean()
        row.save()


def _find_key(row: Any, field: Any, slug: str | None) -> int | None:
    """Return the key of the record with a slug, looked up where the row belongs; None without a slug."""
    if slug is None:
        return None
    model = field.related_model
    scope = {name: getattr(row, f"{name}_id") for name in getattr(model, "slug_scope", ())}
    key: int | None = model._base_manager.filter(slug=slug, **scope).values_list("pk", flat=True).first()
    if key is None:
        raise ValidationError(f"the {field.verbose_name} '{slug}' is no more")
    return key


def _name_references(field: Any, rows: Iterable[Any]) -> dict[Any, str]:
    """Return the names of the records to which a column of versions refers, by their keys."""
    keys = {getattr(row, field.attname) for row in rows} - {None}
    rows_of = field.related_model._base_manager.defer(*_LARGE.get(field.related_model.__name__, ()))
    found = (rows_of.select_related("series") if field.name == "episode" else rows_of).in_bulk(keys)
    return {key: str(found[key]) if key in found else f"number {key}, which is no more" for key in keys}


_LARGE = {"Source": ("raw", "text"), "Passage": ("text",)}
"""The large columns that are not needed to name a record, by model."""


def format_value(field: Any, value: Any, names: Mapping[Any, str] | None = None) -> str:
    """Return a value as a person reads it; ``names`` are those of the records to which the field refers."""
    if value is None or value in ("", []):
        return ""
    if names is not None:
        return names[value]
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
