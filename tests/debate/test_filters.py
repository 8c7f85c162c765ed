import pytest
from django.http import QueryDict

from explorer.debate.filters import MOST_QUESTIONS, AxesFilter, ComparisonFilter, ComparisonView, PeopleFilter
from explorer.web.choice import MOST_READ, MOST_SAID, Choice

GRADES = ("transcript", "quotation", "summary", "notes")


def read(query):
    return ComparisonFilter.read(QueryDict(query))


def test_naming_nothing_differs_from_not_naming():
    assert read("").speakers == Choice("speakers", (), given=False)
    assert read("speakers=").speakers == Choice("speakers", (), given=True)
    assert read("").grades == GRADES
    assert read("grade=").grades == ()


def test_unknown_values_are_said_and_left_out():
    chosen = read("speakers=a,foo&grade=notes,gossip&mode=shouted&order=random&add=bar")
    assert chosen.unknown({"a": "Ada"}) == [
        ("speakers", "foo"),
        ("add", "bar"),
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


@pytest.mark.parametrize("added", ["a", "Ada"])
def test_one_to_be_added_is_known_by_slug_or_name(added):
    assert read(f"add={added}").unknown({"a": "Ada"}) == []


def test_a_form_that_asks_for_more_keeps_the_rest():
    chosen = read("grade=notes&order=name&view=people&add=c").showing(["a", "b"])
    assert chosen.kept == [("speakers", "a,b"), ("grade", "notes"), ("order", "name"), ("view", "people")]


def test_only_so_much_is_read_and_repeated():
    chosen = read("speakers=" + ",".join(f"x{n}" for n in range(5000)) + "&order=" + "y" * 5000)
    assert len(chosen.speakers.values) == MOST_READ
    said = chosen.unknown({})
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


def test_a_speaker_can_be_added_and_taken_out_and_the_evidence_widened():
    chosen = read("speakers=a,b&grade=notes&order=name")
    assert chosen.adding("c") == "?speakers=a,b,c&grade=notes&order=name"
    assert chosen.without("a") == "?speakers=b&grade=notes&order=name"
    assert read("speakers=a,b,c,d").adding("e") == "?speakers=a,b,c,e", "in the place of the last one"
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
    assert chosen.wants_differing(2)
    assert chosen.unknown({"a", "b"}) == [("speakers", "foo")]
    assert chosen.query_string(["b", "a"], 2) == "?speakers=b,a&differ=1"
    assert chosen.query_string(None, 2) == "?differ=1"
    assert chosen.query_string(["b"], 2, differ=False) == "?speakers=b"


@pytest.mark.parametrize(("query", "unknown"), [("", []), ("differ=", []), ("differ=0", []), ("differ=x", ["x"])])
def test_all_questions_are_shown_where_nothing_else_is_said_and_a_page_holds_them(query, unknown):
    chosen = PeopleFilter.read(QueryDict(query))
    assert not chosen.wants_differing(MOST_QUESTIONS)
    assert chosen.wants_differing(MOST_QUESTIONS + 1) is (query != "differ=0")
    assert [value for _, value in chosen.unknown(())] == unknown


def test_one_of_two_views_can_be_asked_for_and_is_kept():
    chosen = read("view=people&speakers=a")
    assert chosen.query_string(["a"]) == "?speakers=a&view=people"
    assert chosen.viewing(ComparisonView.POINTS, None) == "?view=points"
    assert read("view=sideways").unknown({"a": "Ada"}) == [("view", "sideways")]
