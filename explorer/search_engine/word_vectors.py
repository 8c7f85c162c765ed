"""Vectors of the index's words, by which a word that no document has is matched with those that mean the same."""

import threading
from collections.abc import Collection

import numpy as np

from explorer.search_engine.embedders.base import Embedder
from explorer.search_engine.vectors import SCALE, Rows

SAME_FROM = 0.58
"""Closeness from which two words mean much the same."""

SHORTEST = 3
"""Letters of the shortest word that another is matched with: what letters mean by themselves is chance."""

MOST_MATCHED = 4
"""Words that one word is matched with at most."""

SHARED_LETTERS = 3
"""Letters at the beginning from which two words may only look alike: pasta has nothing to do with the past."""

FAMILY_LETTERS = 5
FAMILY_FROM = 0.75
"""Letters and closeness from which two words with the same beginning are of one family, as biology and biological."""


class WordVectors:
    """The vectors of all words met so far; a new index adds only its new words."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._learning = threading.Lock()
        self._places: dict[str, int] = {}
        self._rows: Rows = np.empty((0, embedder.dimensions), np.int8)

    def find_near(self, word: str, known: Collection[str]) -> list[tuple[str, float]]:
        """Return the known words, in lower case, that mean much the same as a word, closest first, with closeness."""
        with self._learning:
            self._learn(known)
            places, rows = self._places, self._rows
        names = [name for name in known if name in places]
        closeness = rows[[places[name] for name in names]].astype(np.float32) @ self._embedder.embed([word])[0] / SCALE
        near = [(names[place], float(closeness[place])) for place in np.flatnonzero(closeness >= SAME_FROM)]
        near.sort(key=lambda pair: (-pair[1], pair[0]))
        return [(name, value) for name, value in near if _may_mean(word, name, value)][:MOST_MATCHED]

    def _learn(self, known: Collection[str]) -> None:
        new = [word for word in known if word not in self._places and word.isalpha() and len(word) >= SHORTEST]
        if new:
            rows = np.rint(self._embedder.embed(new) * SCALE).astype(np.int8)
            # Whoever reads goes on with the rows that it has.
            self._places = {**self._places, **{word: len(self._places) + place for place, word in enumerate(new)}}
            self._rows = np.concatenate([self._rows, rows])


def _may_mean(word: str, other: str, closeness: float) -> bool:
    shared = next((place for place, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), None)
    letters = min(len(word), len(other)) if shared is None else shared
    return letters < SHARED_LETTERS or (letters >= FAMILY_LETTERS and closeness >= FAMILY_FROM)
