"""Vectors of meaning: stretches of text as rows of small whole numbers, and an exact search for the closest of them.

A vector has length 1 and is stored as one signed byte for each dimension. The closeness of two vectors is their cosine.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from explorer.search_engine.types import DocumentKey

Vector = npt.NDArray[np.float32]
"""A vector of length 1, or one in each row."""

Rows = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

SCALE = 127
"""The stored number of 1."""

FIRST_PASS_FROM = 20_000
"""Rows from which a search compares signs first, and whole vectors only of the rows with the most signs in common."""

SHORTLIST = 4096
"""Rows of which whole vectors are compared after signs were; it grows with the number of documents wanted."""


def pack(vectors: Vector) -> tuple[bytes, ...]:
    """Return the stored form of each row."""
    return tuple(row.tobytes() for row in np.rint(vectors * SCALE).astype(np.int8))


def unpack(windows: Sequence[bytes]) -> Rows:
    """Return stored vectors as the rows of an array."""
    rows = np.frombuffer(b"".join(windows), np.int8)
    return rows.reshape(len(windows), -1) if windows else rows.reshape(0, 0)


def measure_closeness(window: bytes, vector: Vector) -> float:
    """Return the closeness of a stored vector to another of the same dimensions."""
    return float(np.frombuffer(window, np.int8).astype(np.float32) @ vector) / SCALE


def take_signs(rows: Rows) -> npt.NDArray[np.uint64]:
    """Return the signs of each row, 64 in a number; a number of dimensions that 64 does not divide is filled up."""
    missing = -rows.shape[1] % 64
    bits = np.packbits(np.pad(rows, ((0, 0), (0, missing))) > 0, axis=1)
    return bits.view(np.uint64)


class VectorTable:
    """The windows of documents: ``counts`` rows for each of ``keys``, in their order.

    ``rows`` and their ``signs`` may be files mapped into memory. A document without rows is never found; it tells that
    what an older table says of it is outdated.
    """

    def __init__(
        self,
        keys: Sequence[DocumentKey],
        counts: npt.NDArray[np.int64],
        rows: Rows,
        signs: npt.NDArray[np.uint64] | None = None,
    ) -> None:
        self.keys, self.counts, self.rows = keys, counts, rows
        self.signs = take_signs(rows) if signs is None else signs
        self._ends = np.cumsum(counts)

    @classmethod
    def build(cls, windows: Mapping[DocumentKey, Sequence[bytes]]) -> Self:
        """Return the table of some documents."""
        counts = np.array([len(found) for found in windows.values()], np.int64)
        return cls(tuple(windows), counts, unpack([window for found in windows.values() for window in found]))

    @cached_property
    def places(self) -> Mapping[DocumentKey, int]:
        """The place of every document among the keys."""
        return {key: place for place, key in enumerate(self.keys)}

    def select(self, kept: Flags) -> Self:
        """Return the table of the documents that are kept, by their places."""
        keys = tuple(key for key, keep in zip(self.keys, kept, strict=True) if keep)
        rows = np.repeat(kept, self.counts)
        return type(self)(keys, self.counts[kept], self.rows[rows], self.signs[rows])

    def join(self, newer: Self) -> Self:
        """Return one table in place of two; the newer holds for the documents that both name."""
        kept = np.array([key not in newer.places for key in self.keys], np.bool_)
        tables = [table for table in (self.select(kept), newer) if table.keys]
        rows, signs = [table.rows for table in tables if len(table.rows)], [table.signs for table in tables]
        return type(self)(
            tuple(key for table in tables for key in table.keys),
            np.concatenate([table.counts for table in tables]),
            np.concatenate(rows) if rows else newer.rows,
            np.concatenate([some for some in signs if len(some)]) if rows else newer.signs,
        )

    def closest(self, vector: Vector, limit: int, outdated: Collection[int] = ()) -> dict[DocumentKey, float]:
        """Return at most ``limit`` documents, closest first, with the closeness of the closest window of each.

        Documents in the ``outdated`` places are left out.
        """
        if not len(self.rows):
            return {}
        chosen = self._shortlist(vector, SHORTLIST + limit)
        best = np.full(len(self.keys), -np.inf, np.float32)
        owners = np.searchsorted(self._ends, chosen, side="right")
        np.maximum.at(best, owners, (self.rows[chosen].astype(np.float32) @ vector) / SCALE)
        best[list(outdated)] = -np.inf
        places = np.flatnonzero(best > -np.inf)
        if len(places) > limit:
            places = places[np.argpartition(-best[places], limit - 1)[:limit]]
        return choose_closest({self.keys[int(place)]: float(best[place]) for place in places}, limit)

    def _shortlist(self, vector: Vector, size: int) -> npt.NDArray[np.int64]:
        """Return the rows to compare: all of a small table, else those with the most signs in common."""
        if len(self.rows) <= max(FIRST_PASS_FROM, size):
            return np.arange(len(self.rows))
        signs = take_signs(np.rint(vector[np.newaxis] * SCALE).astype(np.int8))
        different = np.bitwise_count(self.signs ^ signs).sum(axis=1, dtype=np.int64)
        return np.argpartition(different, size)[:size]


@dataclass(frozen=True)
class VectorStack:
    """Tables of which the newest, the last, that names a document holds its windows.

    Every table is larger than the next, so that there are few of them, and what is outdated takes less room than what
    is not.
    """

    tables: tuple[VectorTable, ...] = ()

    def closest(self, vector: Vector, limit: int) -> dict[DocumentKey, float]:
        """Return at most ``limit`` documents with the closeness of their closest window, closest first."""
        found: dict[DocumentKey, float] = {}
        for table, outdated in zip(self.tables, self._outdated, strict=True):
            found.update(table.closest(vector, limit, outdated))
        return choose_closest(found, limit)

    def add(self, windows: Mapping[DocumentKey, Sequence[bytes]]) -> Self:
        """Return the stack with the windows of documents, of which those without any are no longer found."""
        if not self.tables and not any(windows.values()):
            return self
        added, kept = VectorTable.build(windows), list(self.tables)
        while kept and len(kept[-1].keys) <= len(added.keys):
            added = kept.pop().join(added)
        if not kept:
            added = added.select(added.counts > 0)  # nothing older is left to be outdated
        return type(self)((*kept, added))

    @cached_property
    def _outdated(self) -> list[list[int]]:
        """The places in every table of the documents that a newer one names."""
        return [
            [table.places[key] for newer in self.tables[place + 1 :] for key in newer.keys if key in table.places]
            for place, table in enumerate(self.tables)
        ]


def choose_closest(found: Mapping[DocumentKey, float], limit: int) -> dict[DocumentKey, float]:
    """Return at most ``limit`` documents, closest first; ties are sorted by key."""
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])
