"""One segment of the index, which never changes but for what was deleted: its records in columns, its postings."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import SegmentReader, TermNotFound

from explorer.search_engine.backends.whoosh.layout import POSITION, WORDS, StoredDocument, record
from explorer.search_engine.types import DocumentKey, Facet, Field

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

CACHED = 4_000_000
"""Numbers of postings that are kept in memory for each segment; the longest unused are given up."""

SPREAD = 1 << 32
"""How far the positions of one document are from those of the next, where both are one number."""

NOWHERE = (np.empty(0, np.int64), np.empty(0), np.empty(0, np.int64))
"""The postings of a form that no document has."""


class OutOfTime(Exception):
    """The time limit has passed."""


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
class Entries:
    """Which documents have which values: one place in both arrays for each pair."""

    documents: Integers
    values: Integers
    names: list[str]


class Columns:
    """The records of a segment, a column for each thing that is asked of many documents at once."""

    def __init__(self, records: list[StoredDocument | int]) -> None:
        documents = [(number, found) for number, found in enumerate(records) if isinstance(found, StoredDocument)]
        self.keys: list[DocumentKey | None] = [
            found.key if isinstance(found, StoredDocument) else None for found in records
        ]
        self.revisions = {number: found for number, found in enumerate(records) if isinstance(found, int)}
        self.groups, self.speakers = Numbering(), Numbering()
        blank = StoredDocument(DocumentKey("", ""), "", 0.0, 0, "", {}, {}, "")  # type: ignore[arg-type]
        rows = [found if isinstance(found, StoredDocument) else blank for found in records]
        self.group = np.array([self.groups.number(row.group) for row in rows], np.int64)
        self.speaker = np.array([self.speakers.number(row.speaker) for row in rows], np.int64)
        self.weight = np.array([row.weight for row in rows], np.float64)
        self.date = np.array([row.date for row in rows], np.int64)
        self.lengths = {
            field: np.array([row.lengths.get(field.value, 0) for row in rows], np.float64) for field in Field
        }
        self.entries = {facet: _entries(documents, facet) for facet in Facet}


def _entries(documents: list[tuple[int, StoredDocument]], facet: Facet) -> Entries:
    names = Numbering()
    pairs = [
        (number, names.number(value)) for number, row in documents for value in dict.fromkeys(row.values.get(facet, ()))
    ]
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return Entries(both[:, 0], both[:, 1], names.strings)


Made = TypeVar("Made", bound=tuple[npt.NDArray[Any], ...])


class IndexSegment:
    """A segment with its columns, and the postings read lately; used by any number of threads."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        # Whoosh's readers keep a place in their files.
        self._lock = threading.Lock()
        self._cache: OrderedDict[tuple[object, ...], tuple[npt.NDArray[Any], ...]] = OrderedDict()
        self._cached = 0
        self.size: int = reader.doc_count_all()
        self.columns = Columns([record(reader.stored_fields(number)) for number in range(self.size)])

    def hits(self, field: Field, run: tuple[str, ...], check: Callable[[], None]) -> tuple[Integers, Numbers]:
        """Return the documents whose field has a run of adjacent forms, in order, and how often.

        ``check`` is called now and then and raises `OutOfTime` when it is time to stop.
        """
        if len(run) == 1:
            return self._kept(("form", field, run), lambda: self._form(field, run[0], check))
        return self._kept(("run", field, run), lambda: self._run(field, run, check))

    def beginning(self, field: Field, prefix: str, check: Callable[[], None]) -> tuple[Integers, Numbers]:
        """Return the documents whose field has a form that begins so, and how often."""
        return self._kept(("prefix", field, prefix), lambda: self._prefix(field, prefix, check))

    def words(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of documents that have it, the deleted ones included."""
        with self._lock:
            for word, info in self._reader.iter_field(WORDS):
                yield word.decode(), int(info.doc_frequency())

    def words_of(self, number: int) -> list[str]:
        """Return the words of one document."""
        with self._lock:
            found = record(self._reader.stored_fields(number))
        return found.words.split() if isinstance(found, StoredDocument) else []

    def _kept(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """Return what was read before or is read now."""
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            if key not in self._cache:
                self._cache[key] = made
                self._cached += _size(made)
            while self._cached > CACHED and len(self._cache) > 1:
                self._cached -= _size(self._cache.popitem(last=False)[1])
        return made

    def _form(self, field: Field, form: str, check: Callable[[], None]) -> tuple[Integers, Numbers]:
        ids, hits, _ = self._postings(field, encoded(form), check, positions=False)
        return ids, hits

    def _run(self, field: Field, run: tuple[str, ...], check: Callable[[], None]) -> tuple[Integers, Numbers]:
        starts: Integers | None = None
        for step, form in enumerate(run):
            places = self._places(field, form, check) - step
            starts = places if starts is None else np.intersect1d(starts, places, assume_unique=True)
            if not len(starts):
                break
        ids, counts = np.unique((starts if starts is not None else np.empty(0, np.int64)) // SPREAD, return_counts=True)
        return ids, counts.astype(np.float64)

    def _places(self, field: Field, form: str, check: Callable[[], None]) -> Integers:
        """Return every place of a form, document and position in one number."""

        def read() -> tuple[Integers]:
            ids, hits, positions = self._postings(field, encoded(form), check, positions=True)
            return (np.repeat(ids, hits.astype(np.int64)) * SPREAD + positions,)

        return self._kept(("places", field, form), read)[0]

    def _prefix(self, field: Field, prefix: str, check: Callable[[], None]) -> tuple[Integers, Numbers]:
        with self._lock:
            forms = list(self._reader.expand_prefix(field.value, encoded(prefix)))
        found = [self._postings(field, form, check, positions=False)[:2] for form in forms]
        total = np.zeros(self.size)
        for ids, hits in found:
            total[ids] += hits
        ids = np.flatnonzero(total)
        return ids, total[ids]

    def _postings(
        self, field: Field, form: bytes, check: Callable[[], None], *, positions: bool
    ) -> tuple[Integers, Numbers, Integers]:
        """Return the documents that have a form, how often, and where: read a block at a time.

        Posting by posting, as Whoosh's own searches read, it takes some twenty times as long; the version is pinned.
        """
        ids: list[Integers] = []
        hits: list[Numbers] = []
        values: list[bytes] = []
        with self._lock:
            try:
                matcher = self._reader.postings(field.value, form)
            except TermNotFound:
                return NOWHERE
            if isinstance(matcher, FilterMatcher):
                # What was deleted is left out later, for all forms at once, and not one posting at a time.
                matcher = matcher.child
                matcher.reset()
            while matcher.is_active():
                check()
                block = _block(matcher, positions=positions)
                ids.append(block[0])
                hits.append(block[1])
                values.append(block[2])
        if not ids:
            return NOWHERE
        places = np.frombuffer(b"".join(values), POSITION).astype(np.int64)
        return np.concatenate(ids), np.concatenate(hits), places


def encoded(form: str) -> bytes:
    """Return a form as terms are kept; what cannot be written in UTF-8 becomes what no form has."""
    return form.encode(errors="replace")


def _block(matcher: Matcher, *, positions: bool) -> tuple[Integers, Numbers, bytes]:
    """Return the block of postings that a matcher stands at, and move it to the next."""
    if not isinstance(matcher, W3LeafMatcher):  # a single posting lies beside its term
        found = np.array([matcher.id()], np.int64), np.array([matcher.weight()], np.float64), matcher.value()
        matcher.next()
        return found
    matcher.id(), matcher.weight(), matcher.value()  # load the block
    values = b"".join(matcher._values) if positions else b""  # noqa: SLF001
    read = np.array(matcher._ids, np.int64), np.array(matcher._weights, np.float64), values  # noqa: SLF001
    matcher._next_block()  # noqa: SLF001
    return read


def _size(arrays: tuple[npt.NDArray[Any], ...]) -> int:
    return sum(len(array) for array in arrays) + 16
