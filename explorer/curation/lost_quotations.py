"""Where a quotation that was lost may stand now; it is shown to a curator and never used by itself."""

from dataclasses import dataclass

from explorer.anchoring import Found, Missing, TextQuote, locate
from explorer.models import Evidence
from explorer.models.fields import LONGEST_QUOTATION

AROUND = 120
"""How many code points of the document are shown before and after."""


@dataclass(frozen=True, slots=True)
class NearestWords:
    """What looking for a quotation gives: the words that come nearest, with what stands around them, and the verdict.

    ``words`` is empty where nothing comes near, and where the quotation stands in several places; ``start`` is the
    place of the words or of the first of the places, in code points.
    """

    verdict: str
    words: str = ""
    before: str = ""
    after: str = ""
    is_exact: bool = False
    start: int | None = None


def nearest(evidence: Evidence) -> NearestWords:
    """Look for a piece of evidence in its document anew."""
    text = evidence.source.text
    outcome = locate(text, TextQuote(evidence.exact, evidence.prefix, evidence.suffix))
    if isinstance(outcome, Found):
        verdict = "The words stand in the document, once. Save to keep their place."
        return _at(text, outcome.start, outcome.end, verdict, is_exact=True)
    if isinstance(outcome, Missing) and outcome.near_start is not None and outcome.near_end is not None:
        start, end = _whole_words(text, outcome.near_start, outcome.near_end)
        verdict = "The words are not in the document any more. These come nearest; they may say something else."
        return _at(text, start, min(end, start + LONGEST_QUOTATION), verdict)
    if isinstance(outcome, Missing):
        return NearestWords("Nothing in the document comes near the words. Quote others, or remove the evidence.")
    return NearestWords(f"{str(outcome)[0].upper()}{str(outcome)[1:]}.", start=outcome.starts[0])


def _at(text: str, start: int, end: int, verdict: str, *, is_exact: bool = False) -> NearestWords:
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return NearestWords(verdict, text[start:end], before, after, is_exact, start)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span so that it cuts no word in two."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
