"""Plain search in columns, for when no index can be asked."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


def saying(rows: QuerySet[Row], word: str, columns: Iterable[str], columns_of_many: Iterable[str] = ()) -> Q:
    """Return the condition that a word stands somewhere in a row, whatever its case.

    ``columns_of_many`` lead to rows of which there are several, so that they are asked for by themselves: joined to
    each other they would multiply.
    """
    somewhere = Q()
    for column in columns:
        somewhere |= Q(**{f"{column}__icontains": word})
    for column in columns_of_many:
        somewhere |= Q(pk__in=rows.model._base_manager.filter(**{f"{column}__icontains": word}).values("pk"))  # noqa: SLF001, documented by Django
    return somewhere
