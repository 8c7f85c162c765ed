"""Location of a quotation: verbatim first, then with folds; similar words are a hint for the curator, never a match."""

from rapidfuzz import fuzz

from explorer.anchoring.comparison import compare, list_folds
from explorer.anchoring.selectors import WRITING_FOLDS, Ambiguous, Found, Missing, Outcome, TextQuote
from explorer.anchoring.spans import find_spans

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
    spans = find_spans(text, quote)
    if len(spans) > 1:
        return Ambiguous(tuple(start for start, _ in spans))
    if spans:
        start, end = spans[0]
        return Found(start, end, list_folds(text[start:end], quote.exact, WRITING_FOLDS))
    return _find_nearest(text, quote.exact)


def _trim(quote: TextQuote) -> TextQuote:
    """Return the quote with outer white space of its words moved into prefix and suffix."""
    inner = quote.exact.strip()
    left = quote.exact[: len(quote.exact) - len(quote.exact.lstrip())] if inner else ""
    right = quote.exact[len(quote.exact.rstrip()) :] if inner else ""
    return TextQuote(inner, quote.prefix + left, right + quote.suffix)


def _find_nearest(text: str, exact: str) -> Missing:
    """Return the place that has nearly the words, or else the one whose letters are most similar."""
    if near := compare(text, exact):
        return Missing(near[0].start, near[0].end, near[0].folds, near[0].differences)
    # The shorter string is aligned within the longer one, and a place is wanted in the text.
    alignment = fuzz.partial_ratio_alignment(exact, text, score_cutoff=HINT_SCORE) if len(exact) <= len(text) else None
    return Missing(alignment.dest_start, alignment.dest_end) if alignment else Missing()
