"""Looking for a quotation: verbatim first, then with named folds; a near miss is a hint and never an answer."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from explorer.anchoring.folding import ALL_FOLDS, Folded, fold, is_mark
from explorer.anchoring.selectors import Ambiguous, Fold, Found, Missing, Outcome, TextQuote

HINT_SCORE = 60.0
"""How alike, of 100, a place must be to be named as a hint."""


def locate(text: str, quote: TextQuote) -> Outcome:
    """Return where the words of ``quote`` stand in ``text``; offsets are in the text as it is.

    Words that stand there once are *found*, verbatim or with the folds that were needed; several times *ambiguous*;
    else *missing*. Nothing in between is accepted, as a sentence and its negation are 99 % alike, and no word is cut
    in two, as "happy with that" also stands in "unhappy with that".
    """
    quote = _trimmed(quote)
    if not quote.exact:
        return Missing()
    spans = _whole(text, _verbatim(text, quote)) or _whole(text, _folded(text, quote))
    if len(spans) > 1:
        return Ambiguous(tuple(start for start, _ in spans))
    if spans:
        start, end = spans[0]
        return Found(start, end, _folds_between(text[start:end], quote.exact))
    return _nearest(text, quote.exact)


def _trimmed(quote: TextQuote) -> TextQuote:
    """Move outer white space of the words into prefix and suffix."""
    inner = quote.exact.strip()
    left = quote.exact[: len(quote.exact) - len(quote.exact.lstrip())] if inner else ""
    right = quote.exact[len(quote.exact.rstrip()) :] if inner else ""
    return TextQuote(inner, quote.prefix + left, right + quote.suffix)


def _whole(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return each span once, in order, but none that begins or ends inside a word: "happy" is no part of "unhappy"."""
    return sorted({(start, end) for start, end in spans if not _cuts(text, start) and not _cuts(text, end)})


def _cuts(text: str, place: int) -> bool:
    """Return whether a word, or a letter and its mark, would be cut in two before ``text[place]``.

    Words are told by letters that have a case and by digits: scripts that write words together have neither.
    """
    before = max(place - 1, 0)
    while before > 0 and is_mark(text[before]):
        before -= 1
    left, right = text[before:place][:1], text[place : place + 1]
    return is_mark(right) or (_is_of_a_word(left) and _is_of_a_word(right))


def _is_of_a_word(letter: str) -> bool:
    return letter.isdecimal() or letter.lower() != letter.upper()


def _occurrences(haystack: str, needle: str) -> Iterator[int]:
    """Yield where ``needle`` begins, overlapping places included."""
    place = haystack.find(needle)
    while place >= 0:
        yield place
        place = haystack.find(needle, place + 1)


def _verbatim(text: str, quote: TextQuote) -> Iterator[tuple[int, int]]:
    for place in _occurrences(text, quote.prefix + quote.exact + quote.suffix):
        start = place + len(quote.prefix)
        yield start, start + len(quote.exact)


def _folded(text: str, quote: TextQuote) -> Iterator[tuple[int, int]]:
    haystack = fold(text)
    needle = fold(quote.prefix + quote.exact + quote.suffix)
    first, last = _inner_range(needle, len(quote.prefix), len(quote.prefix) + len(quote.exact))
    for place in _occurrences(haystack.text, needle.text):
        whole = haystack.origin(place, place + len(needle.text))
        span = haystack.origin(place + first, place + last)
        if whole and span:
            yield span


def _inner_range(needle: Folded, start: int, end: int) -> tuple[int, int]:
    """Return the folded range of the exact words; empty where a fold would join them to prefix or suffix."""
    inside = [i for i, (left, right) in enumerate(zip(needle.starts, needle.ends, strict=True)) if start <= left < end]
    if not inside or needle.starts[inside[0]] != start or needle.ends[inside[-1]] != end:
        return 0, 0
    return inside[0], inside[-1] + 1


def _folds_between(found: str, wanted: str) -> tuple[Fold, ...]:
    """Return the folds without which the two writings would differ, in order of definition."""
    if found == wanted:
        return ()
    return tuple(one for one in Fold if fold(found, ALL_FOLDS - {one}).text != fold(wanted, ALL_FOLDS - {one}).text)


def _nearest(text: str, exact: str) -> Missing:
    alignment = fuzz.partial_ratio_alignment(exact, text, score_cutoff=HINT_SCORE) if len(exact) <= len(text) else None
    return Missing(alignment.dest_start, alignment.dest_end) if alignment else Missing()
