"""Which passages of a document are which in a newer one: those with the same text, told apart by their neighbours."""

from collections import Counter
from collections.abc import Hashable, Sequence


def same_passages(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return, by place in ``new``, the place in ``old`` of the passage with the same text; places count from 0.

    A text that stands once in both is one passage, wherever it went. One that repeats is the same where it follows, or
    precedes, the same text as before, if that is so once; nothing else is matched. Time is linear.
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
    """Return each text with as many texts before and after it; None stands beyond the ends, which are no neighbours."""
    padded = [*[None] * before, *texts, *[None] * after]
    return [tuple(padded[place : place + before + 1 + after]) for place in range(len(texts))]


def _once(keys: Sequence[tuple[Hashable, ...]], matched: set[int]) -> dict[tuple[Hashable, ...], int]:
    """Return where each key stands that stands once among the places that are not matched yet."""
    counts = Counter(key for place, key in enumerate(keys) if place not in matched and None not in key)
    return {key: place for place, key in enumerate(keys) if place not in matched and counts[key] == 1}
