"""What is said of how a query was read and answered: each for its own reason, and nothing where all went well."""

import pytest

from explorer.search.notices import CUT_SHORT, LOOSENED, NOT_READY, WORDLESS, list_notices
from explorer.search.results import SearchResult
from explorer.search.search import SearchPage
from explorer.search_engine.engine import SearchOutcome, Strictness
from explorer.search_engine.query import parse
from explorer.search_engine.types import Answer, DocumentKey, DocumentType

RESULT = SearchResult(DocumentKey(DocumentType.TOPIC, "zebras"), 1.0, None, (), ())


def page(text="zebras", *, results=(RESULT,), strictness=Strictness.ALL, complete=True, is_fallback=False):
    query = parse(text)
    outcome = SearchOutcome(query, query, Answer((), len(results), {}, complete), strictness)
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
    assert list_notices(page(strictness=strictness)) == [LOOSENED[strictness]]
    assert list_notices(page(strictness=strictness, results=())) == []


def test_a_search_that_was_cut_short_says_so():
    assert list_notices(page(complete=False)) == [CUT_SHORT]
