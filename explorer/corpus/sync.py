"""Makes tables say what is wanted by writing only what differs, as part of the edit, and counts it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from explorer.changes.edit import open_edit

Row = TypeVar("Row", bound=models.Model)
Key = TypeVar("Key", bound=Hashable)
Columns = Mapping[str, Any]


@dataclass(slots=True)
class RowCounts:
    """How many rows of a kind were written, and how many were as wanted."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def written(self) -> int:
        """How many rows are not as they were."""
        return self.added + self.changed + self.removed


class RowTally:
    """The counts of every kind of row, in the order of ``kinds``."""

    def __init__(self, kinds: Iterable[type[models.Model]]) -> None:
        self.kinds: dict[str, RowCounts] = {}
        for model in kinds:
            self.of(model)

    def of(self, model: type[models.Model]) -> RowCounts:
        """Return the counts of a model, under the plural that readers know."""
        return self.kinds.setdefault(str(model._meta.verbose_name_plural), RowCounts())

    def remove(self, rows: "models.QuerySet[Row]") -> None:
        """Delete rows; what goes with them is counted too."""
        _, by_model = rows.delete()
        for model in rows.model._meta.apps.get_models():
            if number := by_model.get(model._meta.label):
                self.of(model).removed += number


def differing(row: models.Model, wanted: Columns) -> dict[str, Any]:
    """Return those of the wanted values that the row does not have."""
    return {name: value for name, value in wanted.items() if _plain(getattr(row, name)) != value}


def _plain(value: object) -> object:
    """Return bytes as bytes: PostgreSQL gives a view of them."""
    return bytes(value) if isinstance(value, memoryview) else value


def sync_rows(
    model: type[Row],
    existing: Mapping[Key, Row],
    wanted: Mapping[Key, Columns],
    counts: RowCounts,
    *,
    park: Callable[[Sequence[Row]], object] | None = None,
) -> dict[Key, Row]:
    """Make the rows under the wanted keys say what is wanted; return them, stored, by key.

    ``park`` moves rows that are about to change out of each other's way, where values that must be unique may be
    swapped between them.
    """
    rows: dict[Key, Row] = {}
    changed: list[Row] = []
    new: list[Row] = []
    for key, values in wanted.items():
        row = existing.get(key)
        if row is None:
            row = model(**values)
            new.append(row)
        elif changes := differing(row, values):
            for name, value in changes.items():
                setattr(row, name, value)
            changed.append(row)
        rows[key] = row
    if park and changed:
        park(changed)
    with open_edit() as edit:
        for row in changed:
            row.save()
        _manager(model).bulk_create(new)
        edit.added(new)
    counts.added += len(new)
    counts.changed += len(changed)
    counts.unchanged += len(rows) - len(new) - len(changed)
    return rows


def sync_children(model: type[Row], parent: str, wanted: Mapping[int, Sequence[Columns]], counts: RowCounts) -> None:
    """Make each parent's children be the wanted ones, in that order.

    ``parent`` is the column that holds the parent's key. Where one child differs all of that parent's are written
    anew, so that their order is the wanted one; nothing refers to a child.
    """
    existing: dict[int, list[Row]] = defaultdict(list)
    for row in _manager(model).order_by("pk"):
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
        _manager(model).filter(pk__in=stale).delete()
        _manager(model).bulk_create(new)


def _manager(model: type[Row]) -> "models.Manager[Row]":
    return model._default_manager
