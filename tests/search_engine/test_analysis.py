"""Words that mean the same have a form in common, and every word knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search_engine.analysis import LONGEST_WORD, tokenize


def forms(text):
    return [set(token.forms) for token in tokenize(text)]


@pytest.mark.parametrize(
    "writings",
    [
        ["network", "Networks", "NETWORK", "network's", "networks’"],
        ["learn", "learns", "learned", "learning"],
        ["consciousness", "conscious"],
        ["Jürgen", "Jurgen", "JÜRGEN", "Ju\u0308rgen"],
        ["Jürgen", "Juergen", "Jürgen’s"],
        ["naïve", "naive"],
        ["Léon", "Leon", "Le\u0301on"],
        ["don't", "don’t", "donʼt", "dont"],
        ["it's", "it’s", "it", "It"],
        ["re\u00adpre\u00adsent", "represent", "repre\u200bsent"],
        ["ﬁnite", "finite"],
        ["Straße", "Strasse", "STRASSE"],
        ["Łukasz", "Lukasz"],
    ],
)
def test_writings_of_one_word_have_a_form_in_common(writings):
    first, *others = ([token.forms for token in tokenize(writing)] for writing in writings)
    assert len(first) == 1
    for other in others:
        assert len(other) == 1
        assert set(first[0]) & set(other[0]), other


@pytest.mark.parametrize(("one", "other"), [("poet", "pot"), ("true", "tru"), ("we're", "were"), ("I'll", "ill")])
def test_other_words_have_none(one, other):
    assert not forms(one)[0] & forms(other)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("back-propagation", ["back", "propagation"]),
        ("end. Begin", ["end", "begin"]),
        ("snake_case", ["snake", "case"]),
        ("GPT-3 (3.5)", ["gpt", "3", "3", "5"]),
        ("O’Reilly's 'quoted'", ["o'reilly", "quoted"]),
        ("— … ! _ '", []),
        ("Мозг 脳 🧠", ["мозг", "脳"]),
    ],
)
def test_words_are_told_as_written(text, words):
    assert [token.word for token in tokenize(text)] == words


def test_spans_are_code_points_of_the_text():
    text = "🧠 Jürgen’s e\u0301tude."
    assert [text[token.start : token.end] for token in tokenize(text)] == ["Jürgen’s", "e\u0301tude"]


def test_an_endless_word_is_compared_by_its_beginning():
    (token,) = tokenize("x" * 1_000_000)
    assert (token.start, token.end, len(token.forms[0])) == (0, 1_000_000, LONGEST_WORD)


@given(st.text())
def test_any_text_has_words_in_order_and_forms_without_space(text):
    last = 0
    for token in tokenize(text):
        assert last <= token.start < token.end <= len(text)
        assert token.forms
        assert all(form.isalnum() and len(form) <= LONGEST_WORD for form in token.forms)
        last = token.end
