"""The matching of a document's passages with those of a newer one, by their text and their neighbours."""

from collections import Counter
from collections.abc import Hashable, Sequence


def same_passages(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the place in ``old`` of the passage with the same text, by its place in ``new``; from 0.

    A text that stands once in both documents is the same passage, wherever it moved. A text that repeats is the same
    passage if it follows, or precedes, the same text as before, and does so once; nothing else is matched. Time is
    linear.
    """
    found: dict[int, int] = {}
    for sides in ((0, 0), (1, 0), (0, 1), (1, 1)):
        free = set(found.values())
        places = _once(_keys(old, *sides), free)
        for key, place in _once(_keys(new, *sides), set(found)).items():
            if key in places:
                found[place] = places[key]
    return found


def _keys(texts: Sequence[str], before: int, after: int) -> list[tuple[Hashable, ...]]:
    """Return each text with as many texts before and after it; None stands beyond both ends and matches nothing."""
    padded = [*[None] * before, *texts, *[None] * after]
    return [tuple(padded[place : place + before + 1 + after]) for place in range(len(texts))]


def _once(keys: Sequence[tuple[Hashable, ...]], matched: set[int]) -> dict[tuple[Hashable, ...], int]:
    """Return the place of each key that stands once among the places not matched yet."""
    counts = Counter(key for place, key in enumerate(keys) if place not in matched and None not in key)
    return {key: place for place, key in enumerate(keys) if place not in matched and counts[key] == 1}
