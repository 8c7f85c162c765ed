"""Notices on how a query was read and answered: sentences for pages and programs alike."""

from explorer.search.search import SearchPage
from explorer.search_engine.engine import MatchLevel
from explorer.search_engine.query import UnreadPart

NOT_READY = (
    "The search index is not ready. Until it is, only the plain words of your query are looked for, and results are in "
    "no order of merit"
)
NOT_ALL = ", and not all of them are shown"
CUT = {
    UnreadPart.CHARACTERS: "The query is long: only its first 200 characters were read.",
    UnreadPart.TERMS: "The query is long: only its first twelve words were read.",
}
WORDLESS = "There is no word in this to search for; everything is listed."
STEPS = {
    MatchLevel.MOST: "Little or nothing has all of these words; these have at least half of them.",
    MatchLevel.RAREST: "Little or nothing has most of these words; these have any of them, the rarest first.",
}
CUT_SHORT = "The search took too long and was cut short: there may be more than is shown."


def notices(page: SearchPage) -> list[str]:
    """Return the notices on a page of results; spelling is reported elsewhere."""
    sentences = []
    if page.is_fallback:
        sentences.append(f"{NOT_READY}{'' if page.complete else NOT_ALL}.")
    if page.is_wordless:
        sentences.append(WORDLESS)
    # One of the two is enough: both say that the query is too long.
    sentences += [sentence for cut, sentence in CUT.items() if cut in page.cut][:1]
    if page.results and page.step in STEPS:
        sentences.append(STEPS[page.step])
    if not page.complete and not page.is_fallback:
        sentences.append(CUT_SHORT)
    return sentences
