"""Correction of words that are not in the index.

A name is never turned into another word: what is written with a capital is corrected only to a known name, or, where it
is long, to a word that differs by one slip. Nothing is corrected to a word that says nothing.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.search_engine.clauses import QUESTION_WORDS

SHORTEST_CORRECTED = 4
"""Letters that a corrected word has at least: shorter words have too many neighbours."""

LONG = 8
"""Letters from which two slips are corrected."""

LONG_ENOUGH_IN_SENTENCES = 7
"""Letters from which a word of a sentence is corrected: many a sentence has right words that no document has."""

LONG_ENOUGH_WITH_CAPITAL = 9
"""Letters from which a word with a capital is taken for a slip in a word that is no name."""


class SpellingCorrection(NamedTuple):
    """The word that was probably meant; an uncertain one is to be offered, not searched for at once."""

    word: str
    certain: bool = True


class _Candidate(NamedTuple):
    word: str
    slips: int
    is_name: bool


def find_correction(
    written: str, known: Mapping[str, int], names: Mapping[str, int], *, in_sentence: bool = False
) -> SpellingCorrection | None:
    """Return the known word that was probably meant by a word as written, None where no known word is near.

    ``known`` and ``names`` have words in lower case with the number of documents or people that have them. A slip is a
    letter added, missing or wrong, or two letters swapped (optimal string alignment). Among equally near words one of
    the same letters wins, then one with the same first letter, then the one in most documents.
    """
    word = written.lower()
    if len(word) < SHORTEST_CORRECTED:
        return None
    candidates = [
        candidate
        for candidate in _list_near(word, known, names)
        if not in_sentence or candidate.is_name or (candidate.slips == 1 and len(word) >= LONG_ENOUGH_IN_SENTENCES)
    ]
    frequency = {**known, **names}
    found = min(candidates, key=lambda near: (*_unlikeness(word, near), -frequency[near.word], near.word), default=None)
    return SpellingCorrection(found.word, _is_certain(written, found)) if found else None


def _list_near(word: str, known: Mapping[str, int], names: Mapping[str, int]) -> Iterator[_Candidate]:
    cutoff = 2 if len(word) >= LONG else 1
    for words, is_name in ((names, True), (known, False)):
        near = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=cutoff, limit=None)
        for other, slips, _ in near:
            if other != word and other.isalpha() and other not in QUESTION_WORDS:
                yield _Candidate(other, int(slips), is_name)


def _unlikeness(word: str, candidate: _Candidate) -> tuple[float, bool, bool]:
    """Return the key to sort candidates by: the slips, fewer for the same letters, and another first letter."""
    same_letters = set(word) == set(candidate.word)
    return candidate.slips - 0.6 * same_letters, word[0] != candidate.word[0], not candidate.is_name


def _is_certain(written: str, candidate: _Candidate) -> bool:
    # Hardly anybody misses the first letter of a word: vaccines are no machines.
    same_beginning = written[0].lower() == candidate.word[0]
    if not written[0].isupper():
        return same_beginning or candidate.slips == 1
    if candidate.is_name:
        return same_beginning
    return candidate.slips == 1 and len(written) >= LONG_ENOUGH_WITH_CAPITAL
