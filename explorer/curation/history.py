"""What became of a record: its versions with what each changed, in words; an older one made the current one again."""

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
"""How many versions a page lists at most, newest first."""

ABOUT_REVIEW = {"status", "created_by", "edited_by", "sent_back_because", "retracted_on", "retraction_reason"}
"""Columns that say where a record is on its way to readers, and that no older version brings back."""

ABOUT_READING = {"read_in_full"}
"""Columns of a document that no version brings back which was kept when another document stood in its place."""

UNTOLD = {"created_by", "edited_by", "sent_back_because"}
"""Columns that a comparison leaves out: who made a version, and why, stands beside it."""

Contents = dict[str, str]
"""What a version says, by the name of each field; parts are numbered."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, and what it said before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: who made it, when and why, and how it differs from the one before."""

    number: int
    at: datetime.datetime
    by: Any
    reason: str
    is_first: bool
    contents: Contents
    changes: tuple[Difference, ...]


def list_versions(record: models.Model, limit: int = SHOWN) -> list[Version]:
    """Return a record's newest versions, newest first, in a number of queries that does not depend on how many."""
    rows = list(versions(type(record)).filter(id=record.pk).select_related("history_user")[: limit + 1])
    said = list_contents(type(record), rows)
    older = [*said[1:], {}]
    return [
        Version(
            number=row.history_id,
            at=row.history_date,
            by=row.history_user,
            reason=row.history_change_reason or "",
            is_first=place == len(rows) - 1,
            contents=said[place],
            changes=() if place == len(rows) - 1 else differences(older[place], said[place]),
        )
        for place, row in enumerate(rows)
    ][:limit]


def list_contents(model: type[models.Model], rows: Sequence[Any]) -> list[Contents]:
    """Return what versions, or records with ``parts``, say; references are named, in one query for each kind."""
    fields = [field for field in columns_of(model) if field.name not in UNTOLD]
    named = {field.name: _names(field, rows) for field in fields if field.is_relation}
    return [
        {str(field.verbose_name): said(field, getattr(row, field.attname), named.get(field.name)) for field in fields}
        | part_lines(model, row.parts)
        for row in rows
    ]


def stored_contents(record: models.Model) -> Contents:
    """Return what a record says as it is stored now."""
    model = type(record)
    row: Any = model._base_manager.get(pk=record.pk)  # noqa: SLF001, documented by Django
    row.parts = parts_of(model, [row.pk])[row.pk]
    return list_contents(model, [row])[0]


def part_lines(model: type[models.Model], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> Contents:
    """Return the parts of a record, each on a line of its own under its kind and number."""
    return {
        f"{name.replace('_', ' ')} {number}": part_line(model, name, part)
        for name, listed in parts.items()
        for number, part in enumerate(listed, start=1)
    }


def part_line(model: type[models.Model], name: str, part: Mapping[str, Any]) -> str:
    """Return what a part says, on one line."""
    _, fields = part_fields(model, name)
    return " · ".join(words for field in fields if (words := said(field, part.get(field.name))))


def differences(before: Contents, after: Contents) -> tuple[Difference, ...]:
    """Return the fields that two versions do not have in common."""
    return tuple(
        Difference(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    )


def revert(record: models.Model, number: int, *, by: Any) -> None:  # noqa: ANN401  (a user, whatever the model)
    """Make a record say again what a version of it said; raises RefusedError where that is against a rule by now.

    Quotations are found in their documents anew. Where the record is on its way to readers stays as it is.
    """
    version = versions(type(record)).filter(id=record.pk, history_id=number).first()
    if version is None:
        raise RefusedError("there is no such version of it; choose one of the list")
    with open_edit(by=by, reason=f"as it was on {version.history_date:%-d %B %Y, %H:%M}"), transaction.atomic():
        try:
            _fill(record, version)
        except ValidationError as error:
            raise RefusedError(f"that version cannot be restored: {join_words(error.messages)}") from error


def _fill(record: models.Model, version: Any) -> None:  # noqa: ANN401  (a row of simple-history)
    is_same_document = getattr(version, "sha256", "") == getattr(record, "sha256", "")
    left = ABOUT_REVIEW if is_same_document else ABOUT_REVIEW | ABOUT_READING
    for field in columns_of(type(record)):
        if field.editable and field.name not in left:
            setattr(record, field.attname, getattr(version, field.attname))
    record.full_clean()
    record.save()
    for name, listed in version.parts.items():
        _fill_parts(record, name, listed)
    for name in set(parts_of(type(record), [record.pk])[record.pk]) - set(version.parts):
        _fill_parts(record, name, [])


def _fill_parts(record: models.Model, name: str, listed: Sequence[Mapping[str, Any]]) -> None:
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


def _find_key(row: Any, field: Any, slug: str | None) -> int | None:  # noqa: ANN401  (rows and fields of any model)
    """Return the key of the record with a slug, looked up where the row belongs; None without a slug."""
    if slug is None:
        return None
    model = field.related_model
    scope = {name: getattr(row, f"{name}_id") for name in getattr(model, "slug_scope", ())}
    key: int | None = model._base_manager.filter(slug=slug, **scope).values_list("pk", flat=True).first()  # noqa: SLF001
    if key is None:
        raise ValidationError(f"the {field.verbose_name} '{slug}' is no more")
    return key


def _names(field: Any, rows: Iterable[Any]) -> dict[Any, str]:  # noqa: ANN401
    """Return how the records are called that a column of the versions refers to."""
    keys = {getattr(row, field.attname) for row in rows} - {None}
    rows_of = field.related_model._base_manager.defer(*_LARGE.get(field.related_model.__name__, ()))  # noqa: SLF001
    found = (rows_of.select_related("series") if field.name == "episode" else rows_of).in_bulk(keys)
    return {key: str(found[key]) if key in found else f"number {key}, which is no more" for key in keys}


_LARGE = {"Source": ("raw", "text"), "Passage": ("text",)}
"""What need not be fetched to name a record."""


def said(field: Any, value: Any, names: Mapping[Any, str] | None = None) -> str:  # noqa: ANN401
    """Return a value as a person reads it."""
    if value is None or value in ("", []):
        return ""
    if names is not None:
        return names[value]
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
