"""Correction of words that are not in the index."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_CORRECTED = 4
"""Letters that a corrected word has at least: shorter words have too many neighbours."""


def find_correction(word: str, known: Mapping[str, int]) -> tuple[str, int] | None:
    """Return the known word that was probably meant, and its distance in slips; None where no known word is near.

    A slip is a letter added, missing or wrong, or two letters swapped (optimal string alignment). Among equally near
    words one of the same letters wins, then one with the same first letter, then the one in most documents.
    """
    word = word.lower()
    if len(word) < SHORTEST_CORRECTED:
        return None
    cutoff = 1 if len(word) < 8 else 2
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=cutoff, limit=None)
    candidates = [(other, int(slips)) for other, slips, _ in near if other != word and other.isalpha()]
    return min(candidates, key=lambda pair: (*_unlikeness(word, *pair), -known[pair[0]], pair[0]), default=None)


def _unlikeness(word: str, other: str, slips: int) -> tuple[float, bool]:
    """Return the key to sort candidates by: the slips, fewer for the same letters, and another first letter."""
    same_letters = set(word) == set(other)
    return slips - 0.6 * same_letters, word[0] != other[0]
