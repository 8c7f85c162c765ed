"""Quotations pasted into the search box, which are looked up as well as searched for."""

import re

from explorer.anchoring import Likeness
from explorer.quotations.lookup import SaidAnswer, look_up
from explorer.quotations.question import LONGEST_SENTENCE
from explorer.search_engine.analysis import tokenize

QUOTED = re.compile(r"[\"“„»«]([^\"“”„«»]+)[\"”“»«]")
FEWEST_QUOTED = 8
"""Words within quotation marks from which a search is taken to ask whether they were said."""

FEWEST_PLAIN = 12
"""Words without quotation marks from which it is, where they stand in a document."""


def look_up_pasted(query: str) -> SaidAnswer | None:
    """Return whether the long quotation that a query holds or consists of stands in a document; None without one.

    What is long and not marked as a quotation may be a question: it is answered only where a document has its words.
    """
    match = QUOTED.search(query)
    if match and len(tokenize(match[1])) >= FEWEST_QUOTED:
        return _look_up_short(match[1])
    if match or len(tokenize(query)) < FEWEST_PLAIN:
        return None
    answer = _look_up_short(query)
    return answer if answer and answer.verdict != Likeness.NONE else None


def _look_up_short(words: str) -> SaidAnswer | None:
    return look_up(words.strip()) if len(words) <= LONGEST_SENTENCE else None
