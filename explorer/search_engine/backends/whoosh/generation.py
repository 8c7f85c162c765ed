"""The index after one commit: its segments in sequence, under one numbering of documents."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.search_engine import ranking
from explorer.search_engine.backends.whoosh.columns import Columns, FacetEntries, Integers, Numbering, Numbers
from explorer.search_engine.backends.whoosh.segment import IndexSegment, OutOfTime
from explorer.search_engine.types import Clause, DocumentKey, Facet, Field

Flags = npt.NDArray[np.bool_]


class Clock:
    """A time limit in seconds, which starts when the clock is created."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `OutOfTime` once the limit has passed."""
        if time.monotonic() > self._end:
            raise OutOfTime


class Generation:
    """All documents of the index, as arrays with one item for each document; immutable."""

    def __init__(self, segments: Sequence[IndexSegment], deleted: Sequence[Sequence[int]]) -> None:
        self._segments = segments
        self._deleted = deleted
        columns = [segment.columns for segment in segments]
        self.offsets = np.cumsum([0, *(segment.size for segment in segments)])
        self.size = int(self.offsets[-1])
        self.keys: list[DocumentKey | None] = [key for column in columns for key in column.keys]
        self.live: Flags = np.array([key is not None for key in self.keys], np.bool_)
        for offset, numbers in zip(self.offsets, deleted, strict=False):
            self.live[np.array(numbers, np.int64) + offset] = False
        self.count = int(np.count_nonzero(self.live))
        self.weight: Numbers = _concatenate([column.weight for column in columns], np.float64)
        self.date: Integers = _concatenate([column.date for column in columns], np.int64)
        groups, self.group = _renumber([(column.groups.strings, column.group) for column in columns])
        self.group_count = len(groups)
        names, speaker = _renumber([(column.speakers.strings, column.speaker) for column in columns])
        order = sorted(range(len(names)), key=lambda number: (not names[number], names[number].casefold()))
        ranks = np.empty(len(names), np.int64)
        ranks[order] = np.arange(len(names))
        # Documents without a speaker have the empty name, which sorts last.
        self.speaker: Integers = ranks[speaker] if self.size else speaker
        self.entries = {facet: self._merge_entries(columns, facet) for facet in Facet}
        self._norms = {field: self._weigh_one_hit(field, columns) for field in Field}

    @cached_property
    def revisions(self) -> Mapping[int, int]:
        """The stored revision, by the number of the entry that stores it."""
        return {
            int(offset) + number: revision
            for offset, segment, deleted in zip(self.offsets, self._segments, self._deleted, strict=False)
            for number, revision in segment.columns.revisions.items()
            if number not in deleted
        }

    @cached_property
    def rank(self) -> Integers:
        """The rank of every document when all are sorted by type and id."""
        blank = ("", "")
        order = sorted(range(self.size), key=lambda number: self.keys[number] or blank)
        rank = np.empty(self.size, np.int64)
        rank[order] = np.arange(self.size)
        return rank

    @cached_property
    def numbers(self) -> Mapping[DocumentKey, int]:
        """The number of every document by its key."""
        return {key: number for number, key in enumerate(self.keys) if key is not None and self.live[number]}

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every word with the number of documents that have it."""
        counts: dict[str, int] = {}
        for segment, deleted in zip(self._segments, self._deleted, strict=True):
            for word, count in segment.words():
                counts[word] = counts.get(word, 0) + count
            for number in deleted:
                for word in segment.read_words(number):
                    counts[word] -= 1
        return {word: count for word, count in counts.items() if count > 0}

    @cached_property
    def pairs(self) -> Mapping[Facet, tuple[Integers, Integers]]:
        """By facet, the number of every entry's pair of group and value, and the value of every such pair."""
        pairs = {}
        for facet, entries in self.entries.items():
            # Group and value in one number, so that numpy can find the distinct pairs.
            width = max(len(entries.names), 1)
            found, inverse = np.unique(self.group[entries.documents] * width + entries.values, return_inverse=True)
            pairs[facet] = inverse, found % width
        return pairs

    def weigh(self, clause: Clause, check: Callable[[], None]) -> Numbers:
        """Return the weight of a clause's hits in every document, 0 where it has none.

        ``check`` is called repeatedly, and raises `OutOfTime` to stop.
        """
        total = np.zeros(self.size)
        for offset, segment in zip(self.offsets, self._segments, strict=False):
            for field in Field:
                norms = self._norms[field]
                for run, factor in clause.runs:
                    check()
                    ids, hits = segment.hits(field, run, check) if run else (np.empty(0, np.int64), np.empty(0))
                    ids = ids + offset
                    total[ids] += factor * hits * norms[ids]
                if clause.prefix:
                    ids, hits = segment.find_prefix(field, clause.prefix, check)
                    ids = ids + offset
                    total[ids] += hits * norms[ids]
        total[~self.live] = 0
        return total

    def _weigh_one_hit(self, field: Field, columns: list[Columns]) -> Numbers:
        """Return the weight of one hit in a field, for every document."""
        lengths: Numbers = _concatenate([column.lengths[field] for column in columns], np.float64)
        positive = lengths[self.live & (lengths > 0)]
        average = float(positive.mean()) if len(positive) else 1.0
        return ranking.weigh_hits(field, np.ones(self.size), lengths, average)

    def _merge_entries(self, columns: list[Columns], facet: Facet) -> FacetEntries:
        parts = [column.entries[facet] for column in columns]
        names, values = _renumber([(part.names, part.values) for part in parts])
        shifted = [part.documents + offset for part, offset in zip(parts, self.offsets, strict=False)]
        return FacetEntries(_concatenate(shifted, np.int64), values, names)


def _concatenate(arrays: list[npt.NDArray[Any]], kind: type[Any]) -> npt.NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _renumber(parts: list[tuple[list[str], Integers]]) -> tuple[list[str], Integers]:
    """Return one list of strings in place of several, and the numbers of all strings in it."""
    together = Numbering()
    arrays = []
    for strings, numbers in parts:
        renumbered = np.array([together.number(string) for string in strings], np.int64)
        arrays.append(renumbered[numbers] if len(strings) else numbers)
    return together.strings, _concatenate(arrays, np.int64)
