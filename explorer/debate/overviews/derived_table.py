"""A table of rows that are derived from records: compared with what is kept, and written where they differ."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from explorer.changes.version_keeping import split_batches
from explorer.debate.overviews.cells import is_same
from explorer.models.queries.prepared import prepared

Rows = list[models.Model]


@prepared
def find_keys(record: type[models.Model], /, *, keys: Sequence[int]) -> models.QuerySet[Any, int]:
    """Return those of the keys under which there is a record; costs one query."""
    return record._default_manager.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)


@prepared
def _find_kept(row: type[models.Model], owner: str, /, *, keys: Sequence[int]) -> models.QuerySet[Any]:
    return row._default_manager.filter(**{f"{owner}__in": keys})


@dataclass(frozen=True, slots=True)
class DerivedTable:
    """A table, the model of the records that its rows are of, and how the rows are derived by the records' keys.

    ``identity`` names the columns that tell its rows apart; the first of them holds the key of the record.
    """

    row: type[models.Model]
    record: type[models.Model]
    derive: Callable[[Collection[int]], Sequence[models.Model]]
    identity: tuple[str, ...]

    def find_key(self, row: models.Model) -> int:
        """Return the key of the record that a row is of."""
        key: int = getattr(row, self.identity[0])
        return key

    def list_keys(self) -> Iterator[int]:
        """Yield the keys of all records, and of those that are gone and have a row."""
        records = self.record._default_manager.order_by("pk").values_list("pk", flat=True)
        owner = self.identity[0]
        orphans = self.row._default_manager.exclude(**{f"{owner}__in": records.order_by()}).order_by()
        yield from (*records, *orphans.values_list(owner, flat=True).distinct())

    def find_differing(self, keys: Collection[int]) -> tuple[Rows, Rows]:
        """Return the kept rows of records that are not derived so, and the derived ones that are not kept so."""
        kept = self._by_identity(_find_kept(self.row, self.identity[0], keys=list(keys)))
        derived = self._by_identity(self.derive(keys))
        return (
            [row for name, row in kept.items() if not is_same(row, derived.get(name))],
            [row for name, row in derived.items() if not is_same(row, kept.get(name))],
        )

    def refresh(self, keys: Iterable[int]) -> None:
        """Write the rows that differ from those derived anew."""
        for batch in split_batches(keys):
            gone, new = self.find_differing(batch)
            if gone:
                self.row._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
            if new:
                self.row._default_manager.bulk_create(new)

    def _by_identity(self, rows: Iterable[models.Model]) -> dict[tuple[Any, ...], models.Model]:
        return {tuple(getattr(row, name) for name in self.identity): row for row in rows}
