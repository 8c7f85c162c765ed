"""What is said of how a query was read and answered: each for its own reason, and nothing where all went well."""

from dataclasses import replace

import pytest

from explorer.search.notices import CUT_SHORT, LOOSENED, NOT_READY, ONLY_CLOSE, OR_CLOSE, WORDLESS, list_notices
from explorer.search.results import SearchResult
from explorer.search.search import SearchPage
from explorer.search_engine.engine import SearchOutcome
from explorer.search_engine.plan import Strictness
from explorer.search_engine.query import parse
from explorer.search_engine.types import Answer, DocumentKey, DocumentType, FoundBy

RESULT = SearchResult(DocumentKey(DocumentType.TOPIC, "zebras"), 1.0, None, (), ())


def page(text="zebras", *, results=(RESULT,), strictness=Strictness.ALL, complete=True, is_fallback=False, absent=()):
    query = parse(text)
    by_words = sum(result.found_by is FoundBy.WORDS for result in results)
    answer = Answer((), len(results), {}, complete, by_words)
    outcome = SearchOutcome(query, query, answer, strictness, absent=absent)
    return SearchPage(1, 20, len(results), results, (), outcome, is_fallback)


def test_nothing_is_said_where_all_was_read_and_found():
    assert list_notices(page()) == []
    assert list_notices(page("")) == []


def test_that_the_index_is_not_ready_is_said_and_whether_all_is_shown():
    assert list_notices(page(is_fallback=True)) == [f"{NOT_READY}."]
    assert list_notices(page(is_fallback=True, complete=False)) == [f"{NOT_READY}, and not all of them are shown."]


def test_what_of_a_long_query_was_not_read_is_said_once():
    assert list_notices(page("zebra " * 100)) == ["The query is long: only its first 200 characters were read."]
    assert list_notices(page(" ".join("abcdefghijklmnop"))) == [
        "The query is long: only its first twelve words were read."
    ]


def test_a_query_without_words_lists_everything():
    assert list_notices(page("???")) == [WORDLESS]


@pytest.mark.parametrize("strictness", [Strictness.MOST, Strictness.RAREST])
def test_that_not_all_words_were_found_is_said_where_anything_was(strictness):
    assert list_notices(page(strictness=strictness)) == [f"{LOOSENED[strictness]}."]
    assert list_notices(page(strictness=strictness, results=())) == []


def test_a_search_that_was_cut_short_says_so():
    assert list_notices(page(complete=False)) == [CUT_SHORT]


def test_what_is_close_in_meaning_is_told_from_what_has_the_words():
    close = replace(RESULT, found_by=FoundBy.MEANING)
    assert list_notices(page(results=(close,))) == [ONLY_CLOSE]
    assert list_notices(page(results=(RESULT, close))) == []
    loosened = f"{LOOSENED[Strictness.MOST]}{OR_CLOSE}."
    assert list_notices(page(results=(RESULT, close), strictness=Strictness.MOST)) == [loosened]


def test_words_that_stand_in_no_document_are_named():
    assert list_notices(page(results=(), absent=("Karpathy", "quantum"))) == [
        "No document held here has “Karpathy” or “quantum”."
    ]
