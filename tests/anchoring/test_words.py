"""The words of a text are compared by their letters alone, and know where they stand."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anchoring.words import LONGEST_KEPT, find_runs, list_words

texts = st.text(alphabet=st.one_of(st.sampled_from("aÉß '’.,-1%世\u0301\n"), st.characters(codec="utf-8")), max_size=60)


def forms(text):
    return [word.form for word in list_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t — stop!", ["don't", "stop"]),
        ("back-propagation", ["back", "propagation"]),
        ("Café, CAFÉ, Cafe\u0301", ["cafe"] * 3),
        ("100,000 or 100.000", ["100,000", "or", "100.000"]),
        ("at 50%, $3", ["at", "50", "%", "$", "3"]),
        ("机器 AI", ["机", "器", "ai"]),
        ("?!…", []),
    ],
)
def test_words_are_letters_and_digits_and_signs_that_are_read_out(text, expected):
    assert forms(text) == expected


def test_the_marks_of_a_script_without_case_are_no_accents():
    assert forms("\u0938\u093f") != forms("\u0938")


@given(texts)
def test_every_word_knows_its_place(text):
    words = list_words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


@given(texts)
def test_case_and_composition_make_no_other_words(text):
    assert forms(unicodedata.normalize("NFD", text)) == forms(text)


def test_a_chunk_too_long_to_be_remembered_has_the_same_words():
    assert forms(f"{'a,' * LONGEST_KEPT}b") == [*["a"] * LONGEST_KEPT, "b"]


def test_runs_are_found_by_whole_words_overlapping_ones_included():
    words = list_words("so so so sob")
    assert find_runs(words, list_words("so so"), 9) == [0, 1]
    assert find_runs(words, list_words("so"), 2) == [0, 1]
    assert find_runs(words, [], 9) == find_runs([], list_words("so"), 9) == []
