"""One segment of the index: its records in columns, and its postings. Only deletions change a segment."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import SegmentReader, TermNotFound

from explorer.search_engine.backends.whoosh.columns import Columns, Integers, Numbers
from explorer.search_engine.backends.whoosh.layout import POSITION_TYPE, WORDS, StoredDocument, read_record
from explorer.search_engine.types import Field

CACHE_LIMIT = 4_000_000
"""Numbers in the postings that a segment keeps in memory; the least recently used are dropped."""

DOCUMENT_STRIDE = 1 << 32
"""Factor of the document in a place: a place is document and position in one number."""

NO_POSTINGS = (np.empty(0, np.int64), np.empty(0), np.empty(0, np.int64))
"""The postings of a form that occurs nowhere."""


class OutOfTime(Exception):
    """The time limit has passed."""


Arrays = TypeVar("Arrays", bound=tuple[npt.NDArray[Any], ...])


class IndexSegment:
    """A segment with its columns and a cache of postings; safe for use by many threads."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        # Whoosh's readers keep a position in their files, so that only one thread may read at a time.
        self._lock = threading.Lock()
        self._cache: OrderedDict[tuple[object, ...], tuple[npt.NDArray[Any], ...]] = OrderedDict()
        self._cached = 0
        self.size: int = reader.doc_count_all()
        self.columns = Columns(read_record(reader.stored_fields(number)) for number in range(self.size))

    def hits(self, field: Field, run: tuple[str, ...], check: Callable[[], None]) -> tuple[Integers, Numbers]:
        """Return the documents whose field has a run of adjacent forms, in order, and the number of hits in each.

        ``check`` is called repeatedly, and raises `OutOfTime` to stop.
        """
        if len(run) == 1:
            return self._read_once(("form", field, run), lambda: self._read_form(field, run[0], check))
        return self._read_once(("run", field, run), lambda: self._read_run(field, run, check))

    def find_prefix(self, field: Field, prefix: str, check: Callable[[], None]) -> tuple[Integers, Numbers]:
        """Return the documents whose field has forms with a prefix, and the number of hits in each."""
        return self._read_once(("prefix", field, prefix), lambda: self._read_prefix(field, prefix, check))

    def words(self) -> Iterator[tuple[str, int]]:
        """Yield every word with the number of documents that have it, deleted documents included."""
        with self._lock:
            for word, info in self._reader.iter_field(WORDS):
                yield word.decode(), int(info.doc_frequency())

    def read_words(self, number: int) -> list[str]:
        with self._lock:
            found = read_record(self._reader.stored_fields(number))
        return found.words.split() if isinstance(found, StoredDocument) else []

    def _read_once(self, key: tuple[object, ...], read: Callable[[], Arrays]) -> Arrays:
        """Return the arrays under ``key``, from the cache or else as ``read`` reads them now."""
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]  # type: ignore[return-value]
        arrays = read()  # outside the lock, which reading takes itself
        with self._lock:
            if key not in self._cache:
                self._cache[key] = arrays
                self._cached += _count_numbers(arrays)
            while self._cached > CACHE_LIMIT and len(self._cache) > 1:
                self._cached -= _count_numbers(self._cache.popitem(last=False)[1])
        return arrays

    def _read_form(self, field: Field, form: str, check: Callable[[], None]) -> tuple[Integers, Numbers]:
        ids, hits, _ = self._read_postings(field, encode(form), check, positions=False)
        return ids, hits

    def _read_run(self, field: Field, run: tuple[str, ...], check: Callable[[], None]) -> tuple[Integers, Numbers]:
        starts: Integers | None = None
        for step, form in enumerate(run):
            # A place minus its step in the run is where the run would start: equal starts are a run.
            places = self._read_places(field, form, check) - step
            starts = places if starts is None else np.intersect1d(starts, places, assume_unique=True)
            if not len(starts):
                break
        found = starts if starts is not None else np.empty(0, np.int64)
        ids, counts = np.unique(found // DOCUMENT_STRIDE, return_counts=True)
        return ids, counts.astype(np.float64)

    def _read_places(self, field: Field, form: str, check: Callable[[], None]) -> Integers:
        """Return the places of a form, each a document and a position in one number."""

        def read() -> tuple[Integers]:
            ids, hits, positions = self._read_postings(field, encode(form), check, positions=True)
            return (np.repeat(ids, hits.astype(np.int64)) * DOCUMENT_STRIDE + positions,)

        return self._read_once(("places", field, form), read)[0]

    def _read_prefix(self, field: Field, prefix: str, check: Callable[[], None]) -> tuple[Integers, Numbers]:
        with self._lock:
            forms = list(self._reader.expand_prefix(field.value, encode(prefix)))
        found = [self._read_postings(field, form, check, positions=False)[:2] for form in forms]
        total = np.zeros(self.size)
        for ids, hits in found:
            total[ids] += hits
        ids = np.flatnonzero(total)
        return ids, total[ids]

    def _read_postings(
        self, field: Field, form: bytes, check: Callable[[], None], *, positions: bool
    ) -> tuple[Integers, Numbers, Integers]:
        """Return the documents that have a form, its frequency in each, and its positions.

        Blocks are read whole through private parts of Whoosh, whose version is pinned: reading posting by posting takes
        some twenty times as long.
        """
        ids: list[Integers] = []
        hits: list[Numbers] = []
        values: list[bytes] = []
        with self._lock:
            try:
                matcher = self._reader.postings(field.value, form)
            except TermNotFound:
                return NO_POSTINGS
            if isinstance(matcher, FilterMatcher):
                # The filter would skip deleted documents one posting at a time; `Generation.live` masks all at once.
                matcher = matcher.child
                matcher.reset()
            while matcher.is_active():
                check()
                block = _read_block(matcher, positions=positions)
                ids.append(block[0])
                hits.append(block[1])
                values.append(block[2])
        if not ids:
            return NO_POSTINGS
        found = np.frombuffer(b"".join(values), POSITION_TYPE).astype(np.int64)
        return np.concatenate(ids), np.concatenate(hits), found


def encode(form: str) -> bytes:
    """Return a form as Whoosh stores it; characters that UTF-8 cannot encode become ``?``, which no form has."""
    return form.encode(errors="replace")


def _read_block(matcher: Matcher, *, positions: bool) -> tuple[Integers, Numbers, bytes]:
    """Return a matcher's current block of postings, and move the matcher to the next."""
    if not isinstance(matcher, W3LeafMatcher):  # Whoosh stores a single posting with its term, without a block
        found = np.array([matcher.id()], np.int64), np.array([matcher.weight()], np.float64), matcher.value()
        matcher.next()
        return found
    matcher.id(), matcher.weight(), matcher.value()  # each call loads its part of the block
    values = b"".join(matcher._values) if positions else b""  # noqa: SLF001
    read = np.array(matcher._ids, np.int64), np.array(matcher._weights, np.float64), values  # noqa: SLF001
    matcher._next_block()  # noqa: SLF001
    return read


def _count_numbers(arrays: tuple[npt.NDArray[Any], ...]) -> int:
    return sum(len(array) for array in arrays) + 16  # so that empty arrays fill the cache too
