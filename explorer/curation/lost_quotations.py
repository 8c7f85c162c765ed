"""The nearest words to a lost quotation; a curator is shown them, and nothing uses them by itself."""

from dataclasses import dataclass

from explorer.anchoring import Found, Missing, TextQuote, locate
from explorer.models import Evidence
from explorer.models.fields import LONGEST_QUOTATION
from explorer.text import join_words

AROUND = 120
"""The number of code points of the document that are shown before and after."""


@dataclass(frozen=True, slots=True)
class NearestWords:
    """The words nearest to a quotation, with the text around them and a verdict.

    ``words`` is empty where nothing comes near, and where the quotation stands in several places; ``start`` is the
    place of the words, or of the first of the places, in code points.
    """

    verdict: str
    words: str = ""
    before: str = ""
    after: str = ""
    is_exact: bool = False
    start: int | None = None


def find_nearest_words(evidence: Evidence) -> NearestWords:
    """Return the words of the document that come nearest to a piece of evidence."""
    text = evidence.source.text
    outcome = locate(text, TextQuote(evidence.exact, evidence.prefix, evidence.suffix))
    if isinstance(outcome, Found):
        verdict = "The words stand in the document, once. Save to keep their place."
        return _show_around(text, outcome.start, outcome.end, verdict, is_exact=True)
    if isinstance(outcome, Missing) and outcome.near_start is not None and outcome.near_end is not None:
        start, end = _widen_to_words(text, outcome.near_start, outcome.near_end)
        differing = join_words([str(difference) for difference in outcome.differences])
        told = f"; in the quotation {differing}." if differing else "; they may say something else."
        verdict = f"The words are not in the document any more. These come nearest{told}"
        return _show_around(text, start, min(end, start + LONGEST_QUOTATION), verdict)
    if isinstance(outcome, Missing):
        return NearestWords("Nothing in the document comes near the words. Quote others, or remove the evidence.")
    return NearestWords(f"{str(outcome)[0].upper()}{str(outcome)[1:]}.", start=outcome.starts[0])


def _show_around(text: str, start: int, end: int, verdict: str, *, is_exact: bool = False) -> NearestWords:
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return NearestWords(verdict, text[start:end], before, after, is_exact, start)


def _widen_to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span widened to whole words."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
