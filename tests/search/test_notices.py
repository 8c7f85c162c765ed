"""What is said of how a query was read and answered: each for its own reason, and nothing where all went well."""

import pytest

from explorer.search.notices import CUT_SHORT, NOT_READY, STEPS, WORDLESS, notices
from explorer.search.results import SearchResult
from explorer.search.search import SearchPage
from explorer.search_engine.engine import SearchOutcome, Step
from explorer.search_engine.query import parse
from explorer.search_engine.types import Answer, DocumentKey, DocumentType

RESULT = SearchResult(DocumentKey(DocumentType.TOPIC, "zebras"), 1.0, None, (), ())


def page(text="zebras", *, results=(RESULT,), step=Step.ALL, complete=True, is_fallback=False):
    query = parse(text)
    outcome = SearchOutcome(query, query, Answer((), len(results), {}, complete), step)
    return SearchPage(1, 20, len(results), results, (), outcome, is_fallback)


def test_nothing_is_said_where_all_was_read_and_found():
    assert notices(page()) == []
    assert notices(page("")) == []


def test_that_the_index_is_not_ready_is_said_and_whether_all_is_shown():
    assert notices(page(is_fallback=True)) == [f"{NOT_READY}."]
    assert notices(page(is_fallback=True, complete=False)) == [f"{NOT_READY}, and not all of them are shown."]


def test_what_of_a_long_query_was_not_read_is_said_once():
    assert notices(page("zebra " * 100)) == ["The query is long: only its first 200 characters were read."]
    assert notices(page(" ".join("abcdefghijklmnop"))) == ["The query is long: only its first twelve words were read."]


def test_a_query_without_words_lists_everything():
    assert notices(page("???")) == [WORDLESS]


@pytest.mark.parametrize("step", [Step.MOST, Step.RAREST])
def test_that_not_all_words_were_found_is_said_where_anything_was(step):
    assert notices(page(step=step)) == [STEPS[step]]
    assert notices(page(step=step, results=())) == []


def test_a_search_that_was_cut_short_says_so():
    assert notices(page(complete=False)) == [CUT_SHORT]
