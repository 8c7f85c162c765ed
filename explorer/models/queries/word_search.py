"""Search for words in columns, used when the index cannot be read."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


def build_word_condition(
    rows: QuerySet[Row], word: str, columns: Iterable[str], columns_of_many: Iterable[str] = ()
) -> Q:
    """Return the condition that a word occurs in a row, in upper or lower case.

    ``columns_of_many`` belong to related rows, of which a row has many. Each is searched in a subquery: joins would
    multiply the rows.
    """
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": word})
    for column in columns_of_many:
        condition |= Q(pk__in=rows.model._base_manager.filter(**{f"{column}__icontains": word}).values("pk"))
    return condition
