"""Small functions on text, by example and by property."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text import form_possessive, format_clock, join_words, sentence_spans, shorten, slugify_name


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Jürgen Schmidhuber", "juergen-schmidhuber"),
        ("Léon Bottou", "leon-bottou"),
        ("Michaël  Trazzi", "michael-trazzi"),
        ("Groß, K.", "gross-k"),
        ("  O’Neil / Ann-Marie ", "oneil-ann-marie"),
        ("吴恩达", ""),
        ("", ""),
    ],
)
def test_a_name_becomes_a_slug(name, slug):
    assert slugify_name(name) == slug


@given(st.text())
def test_a_slug_is_ascii_words_joined_by_hyphens_and_stays_as_it_is(name):
    slug = slugify_name(name)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugify_name(slug) == slug


def test_a_possessive_has_a_curly_apostrophe():
    assert form_possessive("Blake Richards") == "Blake Richards’s"


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_prose(words, joined):
    assert join_words(words) == joined


def test_the_last_joint_can_be_another_word():
    assert join_words(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("He said “Yes.” Then he left.", ["He said “Yes.”", "Then he left."]),
        ("It is 3.5 or so. 4 at most.", ["It is 3.5 or so.", "4 at most."]),
        ("So... maybe not. ok", ["So... maybe not. ok"]),
        ("  A.\n\n“B.”  ", ["A.", "“B.”"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_text_is_split_into_sentences(text, sentences):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_only_the_part_asked_for_is_split():
    text = "Left out. One. Two. Left out."
    assert [text[start:end] for start, end in sentence_spans(text, 10, 19)] == ["One.", "Two."]


@given(st.text(alphabet='aA1.!?… \n"”)(“'))
def test_sentences_hold_every_character_but_white_space(text):
    spans = sentence_spans(text)
    kept = {place for start, end in spans for place in range(start, end)}
    assert all(place in kept for place, character in enumerate(text) if not character.isspace())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (3599, "59:59"), (3600, "1:00:00"), (36_610.5, "10:10:10")],
)
def test_a_time_is_printed_as_on_a_clock(seconds, printed):
    assert format_clock(seconds) == printed


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one t…"),
        ("one two", 5, "one…"),
        ("one\n  two ", 7, "one two"),
        ("", 3, ""),
    ],
)
def test_long_text_is_shortened_to_one_line(text, limit, short):
    assert shorten(text, limit) == short


@given(st.text(), st.integers(1, 50))
def test_short_text_keeps_to_its_limit(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit
    assert len(short.splitlines()) <= 1
