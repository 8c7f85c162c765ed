"""The records of a segment in columns, one array for each property of a document."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from explorer.search_engine.backends.whoosh.layout import StoredDocument
from explorer.search_engine.types import DocumentKey, Facet, Field

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

BLANK = StoredDocument(DocumentKey("", ""), "", 0.0, 0, "", {}, {}, "")  # type: ignore[arg-type]
"""What stands in the columns for an entry that is no document."""


@dataclass(slots=True)
class Numbering:
    """Strings numbered in the order of their appearance."""

    strings: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, string: str) -> int:
        """Return the number of a string, a new one where it has none."""
        found = self.numbers.setdefault(string, len(self.strings))
        if found == len(self.strings):
            self.strings.append(string)
        return found


@dataclass(slots=True)
class FacetEntries:
    """Which documents have which values of a facet: item ``i`` of both arrays is one pair, ``names`` the values."""

    documents: Integers
    values: Integers
    names: list[str]


class Columns:
    """The records of a segment as columns: one array for each property, with one item for each document.

    Records are read one by one, since all of them at once take many times the memory of their columns.
    """

    def __init__(self, records: Iterable[StoredDocument | int]) -> None:
        self.keys: list[DocumentKey | None] = []
        self.revisions: dict[int, int] = {}
        self.groups, self.speakers = Numbering(), Numbering()
        group, speaker, weight, date = array("q"), array("q"), array("d"), array("q")
        lengths = {field: array("d") for field in Field}
        entries = {facet: _OpenEntries() for facet in Facet}
        for number, found in enumerate(records):
            # The entry of the revision has no document, and gets a blank row to keep the columns aligned.
            row = BLANK if isinstance(found, int) else found
            if isinstance(found, int):
                self.revisions[number] = found
            self.keys.append(None if row is BLANK else row.key)
            group.append(self.groups.number(row.group))
            speaker.append(self.speakers.number(row.speaker))
            weight.append(row.weight)
            date.append(row.date)
            for name, column in lengths.items():
                column.append(row.lengths.get(name.value, 0))
            for facet, values in row.values.items():
                entries[Facet(facet)].add(number, values)
        self.group, self.speaker, self.date = (np.array(column, np.int64) for column in (group, speaker, date))
        self.weight = np.array(weight, np.float64)
        self.lengths = {field: np.array(column, np.float64) for field, column in lengths.items()}
        self.entries = {facet: some.close() for facet, some in entries.items()}


class _OpenEntries:
    """The entries of a facet while records are read."""

    def __init__(self) -> None:
        self._documents, self._values, self._names = array("q"), array("q"), Numbering()

    def add(self, number: int, values: Iterable[str]) -> None:
        for value in dict.fromkeys(values):
            self._documents.append(number)
            self._values.append(self._names.number(value))

    def close(self) -> FacetEntries:
        """Return the entries as arrays."""
        documents, values = (np.array(column, np.int64) for column in (self._documents, self._values))
        return FacetEntries(documents, values, self._names.strings)
