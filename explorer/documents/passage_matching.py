"""The matching of a document's passages with the passages of its newer version, by text and by neighbours."""

from collections import Counter
from collections.abc import Hashable, Sequence


def same_passages(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the place in ``old`` of each passage that is found again, by its place in ``new``; places count from 0.

    A text that stands once in each document is the same passage, wherever it moved. A text that repeats is matched
    together with the text before it, the text after it, or both; the combination must stand once in each document,
    among the passages not matched yet. Nothing else is matched. The time grows linearly with the number of passages.
    """
    found: dict[int, int] = {}
    for sides in ((0, 0), (1, 0), (0, 1), (1, 1)):
        taken = set(found.values())
        places = _once(_keys(old, *sides), taken)
        for key, place in _once(_keys(new, *sides), set(found)).items():
            if key in places:
                found[place] = places[key]
    return found


def _keys(texts: Sequence[str], before: int, after: int) -> list[tuple[Hashable, ...]]:
    """Return each text with ``before`` texts before it and ``after`` texts after it; None stands beyond both ends."""
    padded = [*[None] * before, *texts, *[None] * after]
    return [tuple(padded[place : place + before + 1 + after]) for place in range(len(texts))]


def _once(keys: Sequence[tuple[Hashable, ...]], matched: set[int]) -> dict[tuple[Hashable, ...], int]:
    """Return the place of each key that stands once among the places not matched yet; a key with None is left out."""
    counts = Counter(key for place, key in enumerate(keys) if place not in matched and None not in key)
    return {key: place for place, key in enumerate(keys) if place not in matched and counts[key] == 1}
