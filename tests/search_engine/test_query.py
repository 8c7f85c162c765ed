"""Whatever is typed is read: what is no part of the language is a word."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search_engine.query import LONGEST_QUERY, MOST_TERMS, FieldTerm, Query, Shape, Term, UnreadPart, parse
from explorer.search_engine.types import Facet


def written(text):
    """Return the terms of a query as they would be typed, each in its standard form."""
    marks = {Shape.WORD: "{}", Shape.PHRASE: '"{}"', Shape.PREFIX: "{}*"}
    return ["-" * term.excluded + marks[term.shape].format(term.text) for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("world model", ["world", "model"]),
        ('"world model" brain', ['"world model"', "brain"]),
        ("“world model” „brain“ «mind»", ['"world model"', '"brain"', '"mind"']),
        ("conscious* -robot", ["conscious*", "-robot"]),
        ('-"world model" -robot*', ['-"world model"', "-robot*"]),
        ("back-propagation C++", ["back-propagation", "C++"]),
        ('a"b c"d', ["a", '"b c"', "d"]),
        ('"never closed', ["never", "closed"]),
        ("ab* abc* **", ["ab*", "abc*"]),
        ("neuro-sym*", ["neuro-sym*"]),
        ('- " "" * : "!"', []),
        ("", []),
    ],
)
def test_terms_are_words_phrases_and_beginnings(text, terms):
    assert written(text) == terms


@pytest.mark.parametrize(("text", "shape"), [("ab*", Shape.WORD), ("abc*", Shape.PREFIX), ("a-bc*", Shape.WORD)])
def test_a_beginning_has_three_letters_and_is_one_word(text, shape):
    assert parse(text).terms[0].shape is shape


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("speaker:lecun", FieldTerm(Facet.SPEAKER, "lecun")),
        ('Speaker:"Yann LeCun"', FieldTerm(Facet.SPEAKER, "Yann LeCun")),
        ("topic:scaling", FieldTerm(Facet.TOPIC, "scaling")),
        ("episode:lex-fridman-4", FieldTerm(Facet.EPISODE, "lex-fridman-4")),
        ("type:CLAIM", FieldTerm(Facet.TYPE, "claim")),
        ("kind:turn", FieldTerm(Facet.KIND, "turn")),
        ("grade:transcript", FieldTerm(Facet.GRADE, "transcript")),
    ],
)
def test_a_known_field_narrows(text, named):
    assert parse(text) == Query(text, named=(named,))


@pytest.mark.parametrize(
    "text",
    [
        "type:book",
        "kind:",
        "grade:9",
        "author:lecun",
        "speaker:",
        "before:soon",
        "after:2019-13",
        "12:30",
        "-type:claim",
    ],
)
def test_any_other_field_or_value_is_a_word(text):
    query = parse(text)
    assert (query.named, query.since, query.until) == ((), None, None)
    assert [term.text for term in query.terms] == [text.removeprefix("-")]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("before:2019", None, (2018, 12, 31)),
        ("before:2019-05", None, (2019, 4, 30)),
        ("before:2019-05-01", None, (2019, 4, 30)),
        ("after:2019", (2020, 1, 1), None),
        ("after:2020-02", (2020, 3, 1), None),
        ("after:2019-12", (2020, 1, 1), None),
        ("after:2019-05-31", (2019, 6, 1), None),
        ("after:2017 before:2019", (2018, 1, 1), (2018, 12, 31)),
        ("before:2019 before:2018", None, (2017, 12, 31)),
        ("after:9999 before:0001", (9999, 12, 31), (1, 1, 1)),
        ("during:2019", (2019, 1, 1), (2019, 12, 31)),
        ("during:2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("during:2019-05-01", (2019, 5, 1), (2019, 5, 1)),
        ("during:2019 after:2019-05", (2019, 6, 1), (2019, 12, 31)),
    ],
)
def test_dates_leave_out_what_they_name_unless_it_is_during(text, since, until):
    query = parse(text)
    assert query.since == (since and datetime.date(*since))
    assert query.until == (until and datetime.date(*until))
    assert query.terms == ()


def test_a_query_is_cut_at_a_word_and_says_so():
    query = parse("word " * 100)
    assert query.cut == {UnreadPart.CHARACTERS, UnreadPart.TERMS}
    assert len(query.terms) == MOST_TERMS
    assert parse("ninechars " * 20).text == ("ninechars " * 20).strip()
    long = parse("x" * 150 + " " + "y" * 100)
    assert (long.text, long.cut) == ("x" * 150, {UnreadPart.CHARACTERS})
    assert parse("z" * 1_000_000) == Query(
        "z" * LONGEST_QUERY, (Term("z" * LONGEST_QUERY),), cut=frozenset({UnreadPart.CHARACTERS})
    )


def test_what_cannot_be_printed_is_space():
    assert parse("a\x00b\u202ec\nd").text == "a b c d"


@given(st.text())
def test_nothing_typed_is_an_error(text):
    query = parse(text)
    assert len(query.text) <= LONGEST_QUERY
    assert len(query.terms) + len(query.named) <= MOST_TERMS
    assert query.text.isprintable()
    for term in query.terms:
        assert query.text[term.start :].startswith(term.text)


@given(st.text(alphabet='ab*-":“” speakrtyclim20', max_size=60))
def test_what_was_read_reads_the_same_again(text):
    query = parse(text)
    assert parse(query.text) == query
