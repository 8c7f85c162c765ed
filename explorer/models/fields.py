"""Fields and constraints that several models share."""

from typing import Any

from django import forms
from django.db import models, transaction

from explorer.coding.vocabulary import Code

LONGEST_QUOTATION = 400
"""How many code points a quotation may have as it stands in its source."""


def code_field(codes: type[Code], **options: Any) -> "models.CharField[str, str]":  # noqa: ANN401  (Django's own options)
    """Return a field that holds one code of a closed list."""
    return models.CharField(max_length=20, choices=codes.choices(), **options)


def one_of(field: str, codes: type[Code], name: str, *, or_blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that keeps a field to its closed list, in the database too."""
    values = [code.value for code in codes] + ([""] if or_blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)


TIMES = ("created_at", "updated_at")
"""Columns that change with every saving and say nothing."""


class ListInput(forms.JSONField):
    """A box for a list; emptied, it is the empty list."""

    def clean(self, value: object) -> object:
        """Return the list that was typed."""
        return super().clean(value) or []


class ListField(models.JSONField):
    """A list, kept as JSON, that a form may empty."""

    def formfield(self, **options: Any) -> Any:  # noqa: ANN401  (Django's own options)
        """Return the box of a form."""
        return super().formfield(**{"form_class": ListInput, **options})

    def deconstruct(self) -> Any:  # noqa: ANN401  (Django's own type)
        """Describe the field to migrations as what it is in the database."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options


class Record(models.Model):
    """A row that readers may see; saving it, keeping its version and queueing the index are one transaction."""

    class Meta:
        """Abstract: every subclass has its own table."""

        abstract = True

    def save(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  (Django's own arguments)
        """Save the row in a transaction, in which whoever is told of it may write too."""
        with transaction.atomic(using=options.get("using"), savepoint=False):
            super().save(*args, **options)
