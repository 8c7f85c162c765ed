"""Quotations pasted into the search box, which are looked up as well as searched for."""

import re
from collections.abc import Collection

from explorer.anchoring import Likeness
from explorer.models import Speaker
from explorer.quotations.lookup import SaidAnswer, look_up
from explorer.quotations.question import LONGEST_SENTENCE, SAID_BY, resolve_name
from explorer.search_engine.analysis import tokenize

QUOTED = re.compile(r"[\"“„»«]([^\"“”„«»]+)[\"”“»«]")
FEWEST_QUOTED = 8
"""Words within quotation marks from which a search is taken to ask whether they were said."""

FEWEST_PLAIN = 12
"""Words without quotation marks from which it is, where they stand in a document."""


def look_up_pasted(query: str, chosen: Collection[str] = ()) -> SaidAnswer | None:
    """Return whether the long quotation that a query holds or consists of stands in a document; None without one.

    What is long and not marked as a quotation may be a question: it is answered only where a document has its words. A
    person named in the query, or else the only one of those ``chosen`` by slug, is asked about.
    """
    text = SAID_BY.sub(" ", query)
    match = QUOTED.search(text)
    words = (match[1] if match else text).strip()
    fewest = FEWEST_QUOTED if match else FEWEST_PLAIN
    if len(words) > LONGEST_SENTENCE or len(tokenize(words)) < fewest:
        return None
    answer = look_up(words, _find_speaker(query, chosen))
    return answer if match or answer.verdict != Likeness.NONE else None


def _find_speaker(query: str, chosen: Collection[str]) -> Speaker | None:
    named = SAID_BY.search(query)
    slugs = resolve_name(named[1] or named[2] or "") if named else chosen
    return Speaker.objects.filter(slug__in=slugs).first() if len(slugs) == 1 else None
