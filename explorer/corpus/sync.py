"""Synchronizes tables with wanted values: writes only rows that differ, within the edit, and counts them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models

from explorer.changes.edit import open_edit
from explorer.changes.version_keeping import split_batches

Row = TypeVar("Row", bound=models.Model)
Key = TypeVar("Key", bound=Hashable)
Columns = Mapping[str, Any]

ROWS_AT_ONCE = 500
"""Rows that one statement writes."""


@dataclass(slots=True)
class RowCounts:
    """The numbers of rows of a kind that were added, changed, left unchanged and removed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def written(self) -> int:
        """The number of rows that were written."""
        return self.added + self.changed + self.removed


class RowTally:
    """The row counts of every kind, in the order of ``kinds``."""

    def __init__(self, kinds: Iterable[type[models.Model]]) -> None:
        self.kinds: dict[str, RowCounts] = {}
        for model in kinds:
            self.of(model)

    def of(self, model: type[models.Model]) -> RowCounts:
        """Return the counts of a model, which are kept under its plural name."""
        return self.kinds.setdefault(str(model._meta.verbose_name_plural), RowCounts())

    def remove(self, rows: "models.QuerySet[Row]") -> None:
        """Delete rows, and count those that are deleted with them as well."""
        _, by_model = rows.delete()
        for model in rows.model._meta.apps.get_models():
            if number := by_model.get(model._meta.label):
                self.of(model).removed += number


def find_differing(row: models.Model, wanted: Columns) -> dict[str, Any]:
    """Return the wanted values that differ from those of the row."""
    return {name: value for name, value in wanted.items() if _convert_view(getattr(row, name)) != value}


def _convert_view(value: object) -> object:
    """Return a value with a memoryview as bytes; PostgreSQL returns binary columns as views."""
    return bytes(value) if isinstance(value, memoryview) else value


def sync_rows(
    model: type[Row],
    existing: Mapping[Key, Row],
    wanted: Mapping[Key, Columns],
    counts: RowCounts,
    *,
    park: Callable[[Sequence[Row]], object] | None = None,
) -> dict[Key, Row]:
    """Make the rows under the wanted keys have the wanted values; return the stored rows by key.

    ``park`` moves the rows that are about to change out of each other's way, so that two of them may swap values that
    must be unique.
    """
    rows: dict[Key, Row] = {}
    changed: list[Row] = []
    new: list[Row] = []
    for key, values in wanted.items():
        row = existing.get(key)
        if row is None:
            row = model(**values)
            new.append(row)
        elif changes := find_differing(row, values):
            for name, value in changes.items():
                setattr(row, name, value)
            changed.append(row)
        rows[key] = row
    if park and changed:
        park(changed)
    with open_edit() as edit:
        for row in changed:
            row.save()
        _get_manager(model).bulk_create(new, batch_size=ROWS_AT_ONCE)
        edit.added(new)
    counts.added += len(new)
    counts.changed += len(changed)
    counts.unchanged += len(rows) - len(new) - len(changed)
    return rows


def sync_children(model: type[Row], parent: str, wanted: Mapping[int, Sequence[Columns]], counts: RowCounts) -> None:
    """Make each parent's children be the wanted ones, in that order.

    ``parent`` is the column that holds the parent's key. Where one child differs, all children of that parent are
    deleted and added anew, which keeps them in order; nothing refers to a child.
    """
    for keys in split_batches(wanted):
        _sync_some_children(model, parent, {key: wanted[key] for key in keys}, counts)


def _sync_some_children(
    model: type[Row], parent: str, wanted: Mapping[int, Sequence[Columns]], counts: RowCounts
) -> None:
    existing: dict[int, list[Row]] = defaultdict(list)
    for row in _get_manager(model).filter(**{f"{parent}__in": list(wanted)}).order_by("pk"):
        existing[getattr(row, parent)].append(row)
    stale: list[Any] = []
    new: list[Row] = []
    rewritten: list[int] = []
    for key, children in wanted.items():
        names = list(children[0]) if children else []
        held = [tuple(getattr(row, name) for name in names) for row in existing[key]]
        asked = [tuple(child[name] for name in names) for child in children]
        if len(held) != len(asked) or held != asked:
            rewritten.append(key)
            stale.extend(row.pk for row in existing[key])
            new.extend(model(**{parent: key}, **child) for child in children)
        kept = sum((Counter(held) & Counter(asked)).values())
        counts.unchanged += kept
        counts.added += len(asked) - kept
        counts.removed += len(held) - kept
    parents: Any = model._meta.get_field(parent.removesuffix("_id")).related_model
    with open_edit() as edit:
        edit.will_change(parents, rewritten)
        for keys in split_batches(stale):
            _get_manager(model).filter(pk__in=keys).delete()
        _get_manager(model).bulk_create(new, batch_size=ROWS_AT_ONCE)


def write_column(model: type[models.Model], name: str, values: Mapping[int, Any]) -> None:
    """Write a column of rows, by their keys; ``bulk_update`` would put together a condition for each of them."""
    key: Any = model._meta.pk
    field: Any = model._meta.get_field(name)
    quote = connection.ops.quote_name
    statement = f"UPDATE {quote(model._meta.db_table)} SET {quote(field.column)} = %s WHERE {quote(key.column)} = %s"  # noqa: S608, our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(value, row) for row, value in values.items()])


def fetch_by(model: type[Row], column: str, values: Iterable[Any]) -> Iterator[Row]:
    """Yield the rows that have one of the values in a column, some at a time."""
    for some in split_batches(values):
        yield from _get_manager(model).filter(**{f"{column}__in": some})


def _get_manager(model: type[Row]) -> "models.Manager[Row]":
    return model._default_manager
