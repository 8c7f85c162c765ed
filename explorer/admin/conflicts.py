"""A conflict of two people who edited one record at the same time, shown side by side."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from explorer.curation.history import (
    ABOUT_REVIEW,
    Contents,
    fetch_stored_contents,
    format_part,
    format_value,
    list_contents,
)
from explorer.curation.locks import fetch_newest_change
from explorer.models.versions import PARTS, versions


@dataclass(frozen=True, slots=True)
class FieldVersions:
    """A field as it was, as somebody else saved it, and as it is in the form."""

    name: str
    before: str
    theirs: str
    yours: str

    @property
    def clashes(self) -> bool:
        """Whether both changed it, to different values."""
        return self.theirs != self.before and self.yours not in {self.before, self.theirs}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that somebody else saved while a person had its form open."""

    record: models.Model
    who: str
    at: datetime.datetime | None
    before: Contents
    theirs: Contents

    def sides(self, form: Any, formsets: Iterable[Any]) -> list[FieldVersions]:
        """Return the fields in which the three versions differ: the one before, the saved one, that of the form."""
        yours = {**self.theirs, **_read_form(form)}
        for formset in formsets:
            yours = _add_parts(yours, type(self.record), formset)
        names = dict.fromkeys([*self.before, *self.theirs, *yours])
        rows = [
            FieldVersions(name, *(contents.get(name, "") for contents in (self.before, self.theirs, yours)))
            for name in names
        ]
        return [row for row in rows if len({row.before, row.theirs, row.yours}) > 1]


def find_conflict(record: models.Model, opened: int | None) -> Conflict:
    """Return the conflict between a record as it is stored and a form opened at version ``opened``.

    ``before`` is empty where that version does not exist.
    """
    model = type(record)
    rows = versions(model).filter(id=record.pk)
    newest = fetch_newest_change(record)
    before = list(rows.filter(history_id=opened or 0))
    return Conflict(
        record,
        newest.who,
        newest.at,
        list_contents(model, before)[0] if before else {},
        fetch_stored_contents(record),
    )


def _read_form(form: Any) -> Contents:
    """Return the contents of a form, by the names of its model's fields."""
    stored = {field.name for field in form.instance._meta.fields}
    names = [name for name in form.fields if name in stored.difference(ABOUT_REVIEW)]
    fields = {name: form.instance._meta.get_field(name) for name in names}
    return {str(field.verbose_name): _read_field(form, name, field) for name, field in fields.items()}


def _add_parts(yours: Contents, model: type[models.Model], formset: Any) -> Contents:
    name = formset.fk.remote_field.get_accessor_name()
    if name not in PARTS[model]:
        return yours
    kind = name.replace("_", " ")
    kept = {key: value for key, value in yours.items() if not key.startswith(f"{kind} ")}
    lines = [
        format_part(model, name, {field: _read_slug(form, field) for field in form.fields})
        for form in formset.forms
        if (form.instance.pk or form.has_changed()) and not form.data.get(form.add_prefix("DELETE"))
    ]
    return kept | {f"{kind} {number}": line for number, line in enumerate(lines, start=1)}


def _read_field(form: Any, name: str, field: Any) -> str:
    value = _clean_value(form, name)
    return str(value) if isinstance(value, models.Model) else format_value(field, value)


def _read_slug(form: Any, name: str) -> Any:
    value = _clean_value(form, name)
    return getattr(value, "slug", value)


def _clean_value(form: Any, name: str) -> Any:
    """Return a field's value, as it was typed where it is not valid."""
    field: forms.Field = form.fields[name]
    value = form[name].value()
    try:
        return field.to_python(value)
    except ValidationError:
        return value
