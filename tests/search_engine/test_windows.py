"""Texts are cut into windows of two sentences, of which no word is lost."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.search_engine.windows import LONGEST, cut_windows


def test_every_two_neighbouring_sentences_are_a_window():
    assert cut_windows("One is here. Two is there. Three is nowhere.") == [
        "One is here. Two is there.",
        "Two is there. Three is nowhere.",
    ]


def test_a_single_sentence_is_one_window():
    assert cut_windows(" Only this. ") == ["Only this."]
    assert cut_windows(" \n ") == []


@given(st.lists(st.text("abc .?!,éA1", max_size=200), max_size=8).map(" ".join))
def test_no_word_is_lost_and_no_window_is_long(text):
    windows = cut_windows(text)
    assert {word for window in windows for word in window.split()} == set(text.split())
    longest = max(map(len, text.split()), default=0)
    assert all(len(window) <= max(LONGEST, 2 * longest) + 1 for window in windows)
