"""What two people did to one record at the same time, side by side."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from explorer.curation.history import ABOUT_REVIEW, Contents, list_contents, part_line, said, stored_contents
from explorer.curation.locks import newest_change
from explorer.models.versions import PARTS, versions


@dataclass(frozen=True, slots=True)
class FieldVersions:
    """A field as it was, as somebody else saved it, and as it stands in the form."""

    name: str
    before: str
    theirs: str
    yours: str

    @property
    def clashes(self) -> bool:
        """Whether both changed it, and not to the same."""
        return self.theirs != self.before and self.yours not in {self.before, self.theirs}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that was changed while somebody had its form open."""

    record: models.Model
    who: str
    at: datetime.datetime | None
    before: Contents
    theirs: Contents

    def sides(self, form: Any, formsets: Iterable[Any]) -> list[FieldVersions]:  # noqa: ANN401  (Django's forms)
        """Return the fields in which the two versions, or what both started from, differ."""
        yours = {**self.theirs, **_of_form(form)}
        for formset in formsets:
            yours = _with_parts(yours, type(self.record), formset)
        names = dict.fromkeys([*self.before, *self.theirs, *yours])
        rows = [
            FieldVersions(name, *(contents.get(name, "") for contents in (self.before, self.theirs, yours)))
            for name in names
        ]
        return [row for row in rows if len({row.before, row.theirs, row.yours}) > 1]


def find_conflict(record: models.Model, opened: int | None) -> Conflict:
    """Return what happened to a record since its version ``opened``; nobody knows what it was where there is none."""
    model = type(record)
    rows = versions(model).filter(id=record.pk)
    newest = newest_change(record)
    before = list(rows.filter(history_id=opened or 0))
    return Conflict(
        record,
        newest.who,
        newest.at,
        list_contents(model, before)[0] if before else {},
        stored_contents(record),
    )


def _of_form(form: Any) -> Contents:  # noqa: ANN401
    """Return what a form says, by the names of its model's fields."""
    stored = {field.name for field in form.instance._meta.fields}  # noqa: SLF001, documented by Django
    names = [name for name in form.fields if name in stored.difference(ABOUT_REVIEW)]
    fields = {name: form.instance._meta.get_field(name) for name in names}  # noqa: SLF001, documented by Django
    return {str(field.verbose_name): _typed(form, name, field) for name, field in fields.items()}


def _with_parts(yours: Contents, model: type[models.Model], formset: Any) -> Contents:  # noqa: ANN401
    name = formset.fk.remote_field.get_accessor_name()
    if name not in PARTS[model]:
        return yours
    kind = name.replace("_", " ")
    kept = {key: value for key, value in yours.items() if not key.startswith(f"{kind} ")}
    lines = [
        part_line(model, name, {field: _slug(form, field) for field in form.fields})
        for form in formset.forms
        if (form.instance.pk or form.has_changed()) and not form.data.get(form.add_prefix("DELETE"))
    ]
    return kept | {f"{kind} {number}": line for number, line in enumerate(lines, start=1)}


def _typed(form: Any, name: str, field: Any) -> str:  # noqa: ANN401
    value = _clean(form, name)
    return str(value) if isinstance(value, models.Model) else said(field, value)


def _slug(form: Any, name: str) -> Any:  # noqa: ANN401
    value = _clean(form, name)
    return getattr(value, "slug", value)


def _clean(form: Any, name: str) -> Any:  # noqa: ANN401
    """Return a field's value as far as it can be understood, else as it was typed."""
    field: forms.Field = form.fields[name]
    value = form[name].value()
    try:
        return field.to_python(value)
    except ValidationError:
        return value
