"""Comparison of a sentence with a text: whether its words stand there to the letter, after folds, or nearly."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from explorer.anchoring.alignment import align_nearly
from explorer.anchoring.folding import fold, is_mark
from explorer.anchoring.selectors import Fold, WordDifference
from explorer.anchoring.spans import find_all, keep_whole_words
from explorer.anchoring.words import PlacedWord, find_runs, list_words

MOST_PLACES = 50
"""Places in one text that are told apart."""

FROM_COARSE_TO_FINE = (Fold.PUNCTUATION, Fold.ACCENTS, Fold.CASE, *Fold)
SPACE = re.compile(r"\s+")


class Likeness(StrEnum):
    """How a sentence stands in a text, best first."""

    EXACT = "exact"
    FOLDED = "folded"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LikePlace:
    """A place of a text that has the words of a sentence, with the folds and differences between the two."""

    likeness: Likeness
    start: int
    end: int
    folds: tuple[Fold, ...] = ()
    differences: tuple[WordDifference, ...] = ()


def compare(text: str, sentence: str) -> list[LikePlace]:
    """Return the places of ``text`` that come closest to ``sentence``, all of one likeness; none where nothing is near.

    Words are whole: "happy with that" does not stand in "unhappy with that". Of places that have the words nearly, the
    nearest alone is returned.
    """
    sentence = sentence.strip()
    if exact := find_same(text, sentence):
        return exact
    near = find_near(text, sentence)
    return [near] if near else []


def find_same(text: str, sentence: str) -> list[LikePlace]:
    """Return the places of ``text`` that have all words of ``sentence`` and no others: to the letter, else folded."""
    sentence = sentence.strip()
    starts = find_all(text, sentence) if sentence else ()
    verbatim = keep_whole_words(text, islice(((start, start + len(sentence)) for start in starts), MOST_PLACES))
    if verbatim:
        return [LikePlace(Likeness.EXACT, *span) for span in verbatim]
    return [_name_folds(text, span, sentence) for span in _find_folded(text, sentence)]


def find_near(text: str, sentence: str) -> LikePlace | None:
    """Return the place of ``text`` that has nearly the words of ``sentence``; None where there is none."""
    aligned = align_nearly(text, list_words(text), sentence, list_words(sentence))
    return LikePlace(Likeness.NEAR, *aligned.span, differences=aligned.differences) if aligned else None


def _name_folds(text: str, span: tuple[int, int], sentence: str) -> LikePlace:
    folds = list_folds(text[slice(*span)], sentence)
    return LikePlace(Likeness.FOLDED if folds else Likeness.EXACT, *span, folds)


def list_folds(found: str, wanted: str, folds: Collection[Fold] = frozenset(Fold)) -> tuple[Fold, ...]:
    """Return the folds, of those given, without which two writings of the same words would differ.

    A coarse fold is left out where finer ones do: quotation marks are named before punctuation.
    """
    if found == wanted:
        return ()  # as most quotations are: folding each of them many times took most of the time of a load
    needed = set(folds)
    for candidate in FROM_COARSE_TO_FINE:
        if _flatten(found, needed - {candidate}) == _flatten(wanted, needed - {candidate}):
            needed.discard(candidate)
    return tuple(candidate for candidate in Fold if candidate in needed)


def _flatten(text: str, folds: Collection[Fold]) -> str:
    flat = fold(text, folds).text
    if Fold.PUNCTUATION in folds:
        flat = "".join(_drop_signs(flat))
    return SPACE.sub("", flat) if Fold.WHITE_SPACE in folds else flat


def _drop_signs(text: str) -> Iterator[str]:
    """Yield the characters without punctuation; a sign between two words leaves a space."""
    for place, sign in enumerate(text):
        if sign.isalnum() or sign.isspace() or is_mark(sign):
            yield sign
        elif text[max(place - 1, 0) : place].isalnum() and text[place + 1 : place + 2].isalnum():
            yield " "


def _find_folded(text: str, sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that have the sentence's words side by side, with as much of its punctuation as stands there."""
    words, wanted = list_words(text), list_words(sentence)
    for first in find_runs(words, wanted, MOST_PLACES):
        run = words[first : first + len(wanted)]
        yield _widen(text, run[0].start, run[-1].end, sentence, wanted)


def _widen(text: str, start: int, end: int, sentence: str, wanted: Sequence[PlacedWord]) -> tuple[int, int]:
    """Return a span with the signs before and after it that the sentence has as well."""
    before, after = sentence[: wanted[0].start], sentence[wanted[-1].end :]
    left = _count_shared(text[max(start - len(before), 0) : start][::-1], before[::-1])
    return start - left, end + _count_shared(text[end : end + len(after)], after)


def _count_shared(signs: str, others: str) -> int:
    """Return the length of the beginning that two rows of signs share, whichever way they are written."""
    count = 0
    for sign, other in zip(signs, others, strict=False):
        if fold(sign).text != fold(other).text:
            break
        count += 1
    return count
