"""Notices on how a query was read and answered: sentences for pages and programs alike."""

from explorer.search.search import SearchPage
from explorer.search_engine.plan import Strictness
from explorer.search_engine.query import UnreadPart
from explorer.text import join_words

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
LOOSENED = {
    Strictness.MOST: "Little or nothing has all of these words; these have at least half of them.",
    Strictness.RAREST: "Nothing has all of these words; these have the rarest of them.",
}
ABSENT = "No document held here has {words}."
CUT_SHORT = "The search took too long and was cut short: there may be more than is shown."


def list_notices(page: SearchPage) -> list[str]:
    """Return what is to be said of a page of results beside the results and the spelling."""
    query, strictness, is_complete = page.outcome.query, page.outcome.strictness, page.outcome.answer.complete
    said = []
    if page.is_fallback:
        said.append(f"{NOT_READY}{'' if is_complete else NOT_ALL}.")
    if query.text and not query:
        said.append(WORDLESS)
    if page.outcome.absent:
        said.append(ABSENT.format(words=join_words([f"“{word}”" for word in page.outcome.absent], "or")))
    said += [sentence for cut, sentence in CUT.items() if cut in query.cut][:1]
    if page.results and strictness in LOOSENED:
        said.append(LOOSENED[strictness])
    if not is_complete and not page.is_fallback:
        said.append(CUT_SHORT)
    return said
