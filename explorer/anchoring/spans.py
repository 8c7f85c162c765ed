"""Spans of a text that have the words of a quotation, verbatim or in another writing."""

from collections.abc import Iterable, Iterator

from explorer.anchoring.folding import Folded, fold, has_case, is_mark
from explorer.anchoring.selectors import TextQuote


def find_spans(text: str, quote: TextQuote) -> list[tuple[int, int]]:
    """Return where the words of ``quote`` stand verbatim, or else with folds of writing; no span cuts a word in two."""
    return keep_whole_words(text, _find_verbatim(text, quote)) or keep_whole_words(text, _find_folded(text, quote))


def keep_whole_words(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the distinct spans that neither begin nor end inside a word, in order."""
    return sorted({(start, end) for start, end in spans if not _cuts_word(text, start) and not _cuts_word(text, end)})


def _cuts_word(text: str, place: int) -> bool:
    """Whether a cut before ``text[place]`` would split a word, or a letter and its mark.

    Words consist of digits and of letters with upper and lower case. Scripts without case often write words without
    spaces, so that a word's end cannot be seen.
    """
    before = max(place - 1, 0)
    while before > 0 and is_mark(text[before]):
        before -= 1
    left, right = text[before:place][:1], text[place : place + 1]
    return is_mark(right) or (_is_in_word(left) and _is_in_word(right))


def _is_in_word(letter: str) -> bool:
    return letter.isdecimal() or has_case(letter)


def find_all(haystack: str, needle: str) -> Iterator[int]:
    """Yield the places where ``needle`` begins, overlapping ones included."""
    place = haystack.find(needle)
    while place >= 0:
        yield place
        place = haystack.find(needle, place + 1)


def _find_verbatim(text: str, quote: TextQuote) -> Iterator[tuple[int, int]]:
    """Yield the spans of the exact words between prefix and suffix."""
    for place in find_all(text, quote.prefix + quote.exact + quote.suffix):
        start = place + len(quote.prefix)
        yield start, start + len(quote.exact)


def _find_folded(text: str, quote: TextQuote) -> Iterator[tuple[int, int]]:
    haystack = fold(text)
    needle = fold(quote.prefix + quote.exact + quote.suffix)
    first, last = _find_inner_range(needle, len(quote.prefix), len(quote.prefix) + len(quote.exact))
    for place in find_all(haystack.text, needle.text):
        whole = haystack.origin(place, place + len(needle.text))
        span = haystack.origin(place + first, place + last)
        if whole and span:
            yield span


def _find_inner_range(needle: Folded, start: int, end: int) -> tuple[int, int]:
    """Return the folded range of the exact words; empty if a fold joins them to the prefix or suffix."""
    inside = [i for i, (left, right) in enumerate(zip(needle.starts, needle.ends, strict=True)) if start <= left < end]
    if not inside or needle.starts[inside[0]] != start or needle.ends[inside[-1]] != end:
        return 0, 0
    return inside[0], inside[-1] + 1
