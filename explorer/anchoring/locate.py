"""Location of a quotation: verbatim first, then with folds; similar words are a hint for the curator, never a match."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from explorer.anchoring.folding import ALL_FOLDS, Folded, fold, is_mark
from explorer.anchoring.selectors import Ambiguous, Fold, Found, Missing, Outcome, TextQuote

HINT_SCORE = 60.0
"""Similarity, of 100, from which a place is named as a hint."""


def locate(text: str, quote: TextQuote) -> Outcome:
    """Return where the words of ``quote`` stand in ``text``; offsets refer to the unfolded text.

    Words that stand there once are *found*, verbatim or with the folds needed; words that stand there several times are
    *ambiguous*, others *missing*. Similar words are not accepted: a sentence and its negation are 99 % alike. A match
    never cuts a word in two: "happy with that" does not match "unhappy with that".
    """
    quote = _trim(quote)
    if not quote.exact:
        return Missing()
    spans = _keep_whole_words(text, _find_verbatim(text, quote)) or _keep_whole_words(text, _find_folded(text, quote))
    if len(spans) > 1:
        return Ambiguous(tuple(start for start, _ in spans))
    if spans:
        start, end = spans[0]
        return Found(start, end, _list_folds(text[start:end], quote.exact))
    return _find_nearest(text, quote.exact)


def _trim(quote: TextQuote) -> TextQuote:
    """Return the quote with outer white space of its words moved into prefix and suffix."""
    inner = quote.exact.strip()
    left = quote.exact[: len(quote.exact) - len(quote.exact.lstrip())] if inner else ""
    right = quote.exact[len(quote.exact.rstrip()) :] if inner else ""
    return TextQuote(inner, quote.prefix + left, right + quote.suffix)


def _keep_whole_words(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
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
    return is_mark(right) or (_is_word_character(left) and _is_word_character(right))


def _is_word_character(letter: str) -> bool:
    return letter.isdecimal() or letter.lower() != letter.upper()


def _find_all(haystack: str, needle: str) -> Iterator[int]:
    """Yield the places where ``needle`` begins, overlapping ones included."""
    place = haystack.find(needle)
    while place >= 0:
        yield place
        place = haystack.find(needle, place + 1)


def _find_verbatim(text: str, quote: TextQuote) -> Iterator[tuple[int, int]]:
    for place in _find_all(text, quote.prefix + quote.exact + quote.suffix):
        start = place + len(quote.prefix)
        yield start, start + len(quote.exact)


def _find_folded(text: str, quote: TextQuote) -> Iterator[tuple[int, int]]:
    haystack = fold(text)
    needle = fold(quote.prefix + quote.exact + quote.suffix)
    first, last = _find_inner_range(needle, len(quote.prefix), len(quote.prefix) + len(quote.exact))
    for place in _find_all(haystack.text, needle.text):
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


def _list_folds(found: str, wanted: str) -> tuple[Fold, ...]:
    """Return the folds without which the two texts would differ, in order of definition."""
    if found == wanted:
        return ()
    needed = []
    for candidate in Fold:
        others = ALL_FOLDS - {candidate}
        if fold(found, others).text != fold(wanted, others).text:
            needed.append(candidate)
    return tuple(needed)


def _find_nearest(text: str, exact: str) -> Missing:
    # The shorter string is aligned within the longer one, and a place is wanted in the text.
    alignment = fuzz.partial_ratio_alignment(exact, text, score_cutoff=HINT_SCORE) if len(exact) <= len(text) else None
    return Missing(alignment.dest_start, alignment.dest_end) if alignment else Missing()
