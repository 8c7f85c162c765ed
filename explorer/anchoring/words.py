"""The words of a text, without case and accents, each with its place."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.anchoring.folding import fold, has_case
from explorer.anchoring.selectors import Fold

CHUNK = re.compile(r"\S+")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+|(?<=\d)[.,:](?=\d)[^\W_]+)*|[%$€£§&+=<>^°]")
"""Letters and digits with the apostrophes and decimal signs inside; signs that are read out are words too."""

FOLDS = frozenset(Fold) - {Fold.WHITE_SPACE, Fold.PUNCTUATION}
LONGEST_KEPT = 64
"""Code points up to which the words of a chunk between spaces are remembered."""


class PlacedWord(NamedTuple):
    """A word by its form, which is all that is compared, and its place in the text as it is written."""

    form: str
    start: int
    end: int


def list_words(text: str) -> list[PlacedWord]:
    """Return the words of a text in order; a letter of a script without case counts as a word of its own."""
    return [
        PlacedWord(form, chunk.start() + start, chunk.start() + end)
        for chunk in CHUNK.finditer(text)
        for form, start, end in _read_chunk(chunk[0])
    ]


def find_runs(words: Sequence[PlacedWord], wanted: Sequence[PlacedWord], most: int) -> list[int]:
    """Return where the wanted words stand side by side: the numbers of the first words, at most ``most``."""
    haystack, needle = _join_forms(words), _join_forms(wanted)
    found: list[int] = []
    seen, number = 0, 0
    place = haystack.find(needle) if wanted else -1
    while place >= 0 and len(found) < most:
        number += haystack.count(" ", seen, place)
        found.append(number)
        seen = place
        place = haystack.find(needle, place + 1)
    return found


def _join_forms(words: Sequence[PlacedWord]) -> str:
    return f" {' '.join(word.form for word in words)} "


def _read_chunk(chunk: str) -> Sequence[PlacedWord]:
    # Most chunks of a language are the same few words; a megabyte without a space is not worth remembering.
    return _remember_words(chunk) if len(chunk) <= LONGEST_KEPT else _split_chunk(chunk)


def _split_chunk(chunk: str) -> Sequence[PlacedWord]:
    folded = fold(chunk, FOLDS)
    spans = (span for match in WORD.finditer(folded.text) for span in _split_caseless(folded.text, *match.span()))
    placed = ((folded.text[start:end], folded.origin(start, end)) for start, end in spans)
    return tuple(PlacedWord(form, *origin) for form, origin in placed if origin)


_remember_words = lru_cache(maxsize=2**14)(_split_chunk)


def _split_caseless(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a run of letters and digits, cut before and after each letter without case."""
    first = start
    for place in range(start, end):
        if text[place].isalpha() and not has_case(text[place]) and not _is_part_of_syllable(text[place]):
            if first < place:
                yield first, place
            yield place, place + 1
            first = place + 1
    if first < end:
        yield first, end


def _is_part_of_syllable(letter: str) -> bool:
    """Whether a letter is one of those that Hangul syllables decompose into; Korean writes spaces between words."""
    return "\u1100" <= letter <= "\u11ff"
