"""Fields, constraints and a base class that several models share."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar

from django import forms
from django.db import models, transaction

from explorer.coding.vocabulary import Code

LONGEST_QUOTATION = 400
"""Code points that a quotation may have as it stands in its source."""

LONGEST_STATEMENT = 200
"""Code points that the statement of a claim may have."""


def code_field(codes: type[Code], **options: Any) -> "models.CharField[str, str]":
    """Return a field that holds one code of a closed list."""
    return models.CharField(max_length=20, choices=codes.choices(), **options)


def code_constraint(field: str, codes: type[Code], name: str, *, or_blank: bool = False) -> models.CheckConstraint:
    """Return the database constraint that limits a field to its closed list."""
    values = [code.value for code in codes] + ([""] if or_blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)


TIMESTAMPS = ("created_at", "updated_at")
"""Columns that versions leave out: they change with every save, and are no content."""


class ListInput(forms.JSONField):
    """A form field for a list as JSON; an empty box means the empty list."""

    def clean(self, value: object) -> object:
        return super().clean(value) or []  # JSONField would return None for an empty box


class ListField(models.JSONField):
    """A list stored as JSON, which a form may empty."""

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": ListInput, **options})

    def deconstruct(self) -> Any:
        """Describe the field to migrations as a plain JSONField, since the database sees no difference."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options


class Record(models.Model):
    """A row that readers may see; writing it and all that follows from it are one transaction."""

    open_edit: ClassVar[Callable[[], AbstractContextManager[object]]] = nullcontext
    """What single saves and deletions are done in: an edit, once `changes/signals.py` has said so."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Save the row as an edit, or as a part of the open one."""
        with transaction.atomic(using=options.get("using"), savepoint=False), Record.open_edit():
            super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete the row as an edit, or as a part of the open one."""
        with transaction.atomic(using=options.get("using"), savepoint=False), Record.open_edit():
            return super().delete(*args, **options)
