import pytest
from django.http import QueryDict

from explorer.debate.filters import AxesFilter, CellFilter, ComparisonFilter, PeopleFilter
from explorer.search.filters import SearchFilter
from explorer.search_engine.types import Facet, Order
from explorer.web.choice import MOST_READ, MOST_SAID, Choice

GRADES = ("transcript", "quotation", "summary", "notes")


def read(query):
    return ComparisonFilter.read(QueryDict(query))


@pytest.mark.parametrize(
    "query", ["speakers=a,b", "speakers=a&speakers=b", "speakers=&speakers=a, b,,a", "speakers=+a+,b"]
)
def test_a_list_is_written_with_commas_or_repeated(query):
    assert Choice.read(QueryDict(query), "speakers").values == ("a", "b")


def test_naming_nothing_differs_from_not_naming():
    assert read("").speakers == Choice("speakers", (), given=False)
    assert read("speakers=").speakers == Choice("speakers", (), given=True)
    assert read("").grades == GRADES
    assert read("grade=").grades == ()


def test_unknown_values_are_said_and_left_out():
    chosen = read("speakers=a,foo&grade=notes,gossip&mode=shouted&order=random")
    assert chosen.unknown({"a"}) == [
        ("speakers", "foo"),
        ("grade", "gossip"),
        ("mode", "shouted"),
        ("order", "random"),
    ]
    assert chosen.grades == ("notes",)
    assert chosen.modes == ("asserted", "hedged", "conditional")
    assert chosen.order == "position"


def test_invisible_characters_are_made_visible():
    chosen = read("speakers=a%00b,%E2%80%AEc&order=%00")
    assert chosen.speakers.values == ("a\ufffdb", "\ufffdc")
    assert chosen.unknown_order == "\ufffd"


def test_only_so_much_is_read_and_repeated():
    chosen = read("speakers=" + ",".join(f"x{n}" for n in range(5000)) + "&order=" + "y" * 5000)
    assert len(chosen.speakers.values) == MOST_READ
    said = chosen.unknown(())
    assert len(said) == MOST_SAID + 1
    assert len(said[-1][1]) == 40


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("order=position&grade=transcript,quotation,summary,notes", ""),
        ("speakers=&speakers=b&speakers=a", "?speakers=b,a"),
        ("speakers=", "?speakers="),
        ("grade=&grade=notes&mode=&mode=hedged&order=name", "?grade=notes&mode=hedged&order=name"),
        ("grade=", "?grade="),
        ("speakers=a,foo&grade=gossip&order=random", "?speakers=a"),
    ],
)
def test_a_choice_gives_its_shortest_address(query, canonical):
    chosen = read(query)
    known = [slug for slug in chosen.speakers.values if slug in {"a", "b"}]
    assert chosen.query_string(known if chosen.speakers.given else None) == canonical


def test_a_choice_can_be_narrowed_to_one_speaker_and_widened_to_all_evidence():
    chosen = read("speakers=a,b&grade=notes&order=name")
    assert chosen.alone("c") == "?speakers=c&grade=notes&order=name"
    assert chosen.widened().query_string(["a", "b"]) == "?speakers=a,b&order=name"


@pytest.mark.parametrize(
    ("query", "pair"),
    [
        ("", ("a", "b")),
        ("x=c&y=d", ("c", "d")),
        ("x=b", ("b", "a")),
        ("y=a", ("b", "a")),
        ("x=b&y=b", ("b", "a")),
        ("x=foo&y=d", ("a", "d")),
        ("x=foo,c&y=", ("c", "b")),
    ],
)
def test_two_axes_are_always_two_different_topics(query, pair):
    assert AxesFilter.read(QueryDict(query)).pair("abcd", ("a", "b")) == pair


def test_axes_say_what_is_unknown_or_said_twice():
    assert AxesFilter.read(QueryDict("x=foo&y=a,bar")).unknown("ab") == [("x", "foo"), ("y", "bar")]
    assert AxesFilter.read(QueryDict("x=a&y=a")).repeats("ab")
    assert not AxesFilter.read(QueryDict("x=foo&y=foo")).repeats("ab")
    assert not AxesFilter.read(QueryDict("")).repeats("ab")


def test_people_and_only_where_they_differ():
    chosen = PeopleFilter.read(QueryDict("speakers=b,foo,a&differ=1"))
    assert chosen.differ
    assert chosen.unknown({"a", "b"}) == [("speakers", "foo")]
    assert chosen.query_string(["b", "a"]) == "?speakers=b,a&differ=1"
    assert chosen.query_string(None) == "?differ=1"
    assert chosen.widened().query_string(["b"]) == "?speakers=b"


@pytest.mark.parametrize(("query", "unknown"), [("", []), ("differ=", []), ("differ=0", []), ("differ=x", ["x"])])
def test_all_questions_are_shown_where_nothing_else_is_said(query, unknown):
    chosen = PeopleFilter.read(QueryDict(query))
    assert not chosen.differ
    assert [value for _, value in chosen.unknown(())] == unknown


@pytest.mark.parametrize(
    ("query", "cell"), [("cell=t,s", ("t", "s")), ("cell=t", None), ("cell=t,s,x", None), ("", None)]
)
def test_a_cell_is_a_topic_and_a_speaker(query, cell):
    chosen = CellFilter.read(QueryDict(query))
    assert chosen.cell == cell
    assert chosen.unknown("t,s") == ([("cell", query[5:])] if query and cell is None else [])


def search(query):
    return SearchFilter.read(QueryDict(query))


SLUGS = {facet: {"ada", "claim", "turn"} for facet in Facet}


def test_a_search_reads_its_query_and_choices():
    typed = "q=+credit++assignment%00%E2%80%AE"
    chosen = search(f"{typed}&speaker=ada&speaker=bob&type=claim&sort=date&page=3&spelling=kept")
    assert chosen.text == "credit assignment"
    assert chosen.choices[Facet.SPEAKER].values == ("ada", "bob")
    assert (chosen.order, chosen.page, chosen.as_typed) == (Order.DATE, 3, True)
    assert chosen.filters == {Facet.SPEAKER: {"ada", "bob"}, Facet.TYPE: {"claim"}}


def test_a_search_leaves_out_what_is_not_known_and_says_so():
    chosen = search("q=x&speaker=ada,bob&sort=random&page=0")
    assert chosen.known(SLUGS).choices[Facet.SPEAKER].values == ("ada",)
    assert chosen.unknown(SLUGS) == [("speaker", "bob"), ("sort", "random"), ("page", "0")]
    assert (chosen.order, chosen.page) == (Order.BEST, 1)


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
