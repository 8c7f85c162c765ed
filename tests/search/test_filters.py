"""What a reader searches for and narrows it by, read from the address and written back as the shortest one."""

import pytest
from django.http import QueryDict

from explorer.search.filters import SearchFilter
from explorer.search_engine.types import Facet, ResultOrder


def search(query):
    return SearchFilter.read(QueryDict(query))


SLUGS = {facet: {"ada", "claim", "turn"} for facet in Facet}


def test_a_search_reads_its_query_and_choices():
    typed = "q=+credit++assignment%00%E2%80%AE"
    chosen = search(f"{typed}&speaker=ada&speaker=bob&type=claim&sort=date&page=3&spelling=kept&read=words")
    assert chosen.text == "credit assignment"
    assert chosen.choices[Facet.SPEAKER].values == ("ada", "bob")
    assert (chosen.order, chosen.page, chosen.as_typed, chosen.as_words) == (ResultOrder.DATE, 3, True, True)
    assert chosen.filters == {Facet.SPEAKER: {"ada", "bob"}, Facet.TYPE: {"claim"}}


def test_a_search_leaves_out_what_is_not_known_and_says_so():
    chosen = search("q=x&speaker=ada,bob&sort=random&page=0&read=aloud")
    assert chosen.known(SLUGS).choices[Facet.SPEAKER].values == ("ada",)
    assert chosen.unknown(SLUGS) == [("speaker", "bob"), ("sort", "random"), ("read", "aloud"), ("page", "0")]
    assert (chosen.order, chosen.page) == (ResultOrder.BEST, 1)


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "99999", "٣"])
def test_an_impossible_page_is_the_first(page):
    assert search(f"q=x&page={page}").page == 1


@pytest.mark.parametrize(
    ("query", "blank"), [("", True), ("q=+&speaker=", True), ("q=x", False), ("type=claim", False)]
)
def test_a_search_for_nothing_is_known_as_such(query, blank):
    assert search(query).is_blank is blank


def test_the_address_of_a_search_is_the_shortest_that_gives_it_again():
    chosen = search("sort=best&q=a+b&speaker=ada&speaker=bob&page=1&grade=")
    assert chosen.query_string == "?q=a+b&speaker=ada,bob"
    assert chosen.turned(2).query_string == "?q=a+b&speaker=ada,bob&page=2"
    assert chosen.turned(2).without(Facet.SPEAKER, "ada").query_string == "?q=a+b&speaker=bob"
    assert chosen.turned(2).widened().query_string == "?q=a+b"
    assert chosen.turned(2).asking("c").query_string == "?q=c&speaker=ada,bob"
    assert search("").query_string == ""
    assert search("q=a&read=words&spelling=kept").query_string == "?q=a&spelling=kept&read=words"
    assert search("q=a&read=words&spelling=kept").asking("b").query_string == "?q=b"
