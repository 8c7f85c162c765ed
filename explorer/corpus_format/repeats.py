"""Repeats: records with the key of an earlier one, and values that stand twice in a list."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from explorer.corpus_format.contents import LocatedRecord
from explorer.corpus_format.schema import FolderRecord
from explorer.errors import Problem

R = TypeVar("R", bound=FolderRecord)


def find_repeats(
    records: Iterable[LocatedRecord[R]], key: Callable[[R], Hashable], what: str, *path: str | int
) -> Iterator[Problem]:
    """Yield a problem for each record with the key of an earlier record; a key of None is ignored."""
    first: dict[Hashable, tuple[str, int]] = {}
    for located in records:
        value, here = key(located.record), (located.file, located.line)
        file, line = first.setdefault(value, here)
        if value is not None and (file, line) != here:
            yield located.problem(f"{what} as at {file}:{line}; change or remove one of them", *path)


def find_repeated_values(
    located: LocatedRecord[FolderRecord], key: str, values: list[str], *path: str
) -> Iterator[Problem]:
    """Yield a problem for each value that stands in the list ``key`` of a record already."""
    for place, value in enumerate(values):
        if value in values[:place]:
            earlier = located.node.line_at((key, values.index(value)))
            what = f"'{value}' stands twice in {key}, first at {located.file}:{earlier}"
            yield located.problem(f"{what}; remove one of them", key, place, *path)
