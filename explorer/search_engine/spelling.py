"""Words that nobody wrote, and the word that was probably meant."""

from collections import Counter
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of a word that is corrected: shorter ones have too many neighbours."""


def correction(word: str, known: Mapping[str, int]) -> tuple[str, int] | None:
    """Return the known word that was probably meant and how many slips away it is, None where there is none near.

    A slip is a letter too many, too few or another, or two letters swapped (optimal string alignment). Of equally
    near words the one with the same letters wins, then one that begins alike, then the one in more documents.
    """
    word = word.lower()
    if len(word) < SHORTEST:
        return None
    cutoff = 1 if len(word) < 8 else 2
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=cutoff, limit=None)
    candidates = [(other, int(slips)) for other, slips, _ in near if other != word and other.isalpha()]
    return min(candidates, key=lambda pair: (*_unlikeness(word, *pair), -known[pair[0]], pair[0]), default=None)


def _unlikeness(word: str, other: str, slips: int) -> tuple[float, bool]:
    letters = Counter(word)
    letters.subtract(Counter(other))
    same_letters = set(word) == set(other)
    return slips - 0.6 * same_letters, word[0] != other[0]
