"""Folding of differences in writing, with the origin of every folded character."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from explorer.anchoring.selectors import WRITING_FOLDS, Fold

QUOTES = dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"')
DASHES = frozenset("-‐‑‒–—―−")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; its character ``i`` comes from ``original[starts[i]:ends[i]]``.

    Several characters may have the same origin: a match that begins or ends between them is no match.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the original span of ``text[start:end]``; None for an empty span and one that splits an origin."""
        if start >= end:
            return None
        splits_left = start > 0 and self.starts[start - 1] == self.starts[start]
        splits_right = end < len(self.text) and self.starts[end - 1] == self.starts[end]
        return None if splits_left or splits_right else (self.starts[start], self.ends[end - 1])


def fold(text: str, folds: Collection[Fold] = WRITING_FOLDS) -> Folded:
    """Fold the given differences; punctuation stays. Time and memory are linear in the length of ``text``."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in split_clusters(text):
        folded = _fold_cluster(text[start:end], folds)
        letters.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return Folded("".join(letters), tuple(starts), tuple(ends))


def split_clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that are folded as one: white space, three dots, or a character with its combining marks."""
    start = 0
    while start < len(text):
        end = start + 1
        if text[start].isspace():
            while end < len(text) and text[end].isspace():
                end += 1
        elif text.startswith("...", start) and not is_mark(text[start + 3 : start + 4]):
            # A mark after the third dot belongs to that dot, so that the three are no ellipsis.
            end = start + 3
        else:
            while is_mark(text[end : end + 1]):
                end += 1
        yield start, end
        start = end


def is_mark(character: str) -> bool:
    """Whether a character combines with the one before it (Unicode, section 3.6, D52); the empty string does not.

    The category decides, since not every mark has a combining class: a Devanagari vowel sign has none, nor has the
    variation selector of an emoji.
    """
    return character != "" and unicodedata.category(character).startswith("M")


def has_case(letter: str) -> bool:
    """Whether a letter has upper and lower case, as Latin, Greek and Cyrillic ones have."""
    return letter.lower() != letter.upper()


def _fold_cluster(cluster: str, folds: Collection[Fold]) -> str:
    if cluster[0].isspace():
        return " " if Fold.WHITE_SPACE in folds else cluster
    if cluster in QUOTES:
        return QUOTES[cluster] if Fold.QUOTES in folds else cluster
    if cluster in DASHES:
        return "-" if Fold.DASHES in folds else cluster
    if cluster == "...":
        return "…" if Fold.ELLIPSES in folds else cluster
    return _fold_letter(cluster, folds)


def _fold_letter(letter: str, folds: Collection[Fold]) -> str:
    """Return a letter with its marks, folded; only where letters have upper and lower case are marks mere accents."""
    if Fold.ACCENTS in folds and has_case(letter):
        letter = "".join(sign for sign in unicodedata.normalize("NFD", letter) if not is_mark(sign))
    elif Fold.NORMAL_FORM in folds:
        letter = unicodedata.normalize("NFD", letter)
    return letter.casefold() if Fold.CASE in folds else letter
