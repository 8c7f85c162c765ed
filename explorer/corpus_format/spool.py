"""Episodes that wait in a file while a corpus is checked and loaded, so that memory does not grow with their number."""

import pickle
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar, overload

from explorer.corpus_format.contents import HeldEpisode

T = TypeVar("T")

HELD_IN_MEMORY = 16_000_000
"""Bytes up to which there is no file."""


class EpisodeSpool(Sequence[HeldEpisode]):
    """Episodes in the order in which they were added; each is read anew whenever it is asked for."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=HELD_IN_MEMORY)  # noqa: SIM115, it lives as long as this
        weakref.finalize(self, self._file.close)
        self._starts: list[int] = []

    def add(self, episode: HeldEpisode) -> None:
        """Add an episode at the end."""
        self._starts.append(self._file.seek(0, 2))
        pickle.dump(_pack(episode), self._file, pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> HeldEpisode: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[HeldEpisode]: ...

    def __getitem__(self, place: int | slice) -> HeldEpisode | Sequence[HeldEpisode]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        self._file.seek(self._starts[place])
        found: HeldEpisode = pickle.load(self._file)  # noqa: S301, the file is this object's own and has no name
        return found

    def __iter__(self) -> Iterator[HeldEpisode]:
        return (self[number] for number in range(len(self)))


class PackedRecords(Sequence[T]):
    """Records that are unpacked when one is asked for: who goes through all episodes needs one kind of them."""

    def __init__(self, records: Sequence[T]) -> None:
        self._number = len(records)
        self._packed = pickle.dumps(tuple(records), pickle.HIGHEST_PROTOCOL)
        self._records: tuple[T, ...] | None = None

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._unpack()[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._unpack())

    def __eq__(self, other: object) -> bool:
        return self._unpack() == (other._unpack() if isinstance(other, PackedRecords) else other)

    __hash__ = None  # type: ignore[assignment]

    def _unpack(self) -> tuple[T, ...]:
        if self._records is None:
            self._records = pickle.loads(self._packed)  # noqa: S301, packed above
        return self._records


def _pack(episode: HeldEpisode) -> HeldEpisode:
    parts: dict[str, Any] = {name: PackedRecords(getattr(episode, name)) for name in ("claims", "stances", "errata")}
    sources = (replace(source, passages=PackedRecords(source.passages)) for source in episode.sources)
    return replace(episode, sources=tuple(sources), **parts)
