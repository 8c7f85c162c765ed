"""Spans are of whole words, verbatim ones before those in another writing."""

from explorer.anchoring.selectors import TextQuote
from explorer.anchoring.spans import find_all, find_spans, keep_whole_words


def test_verbatim_words_win_over_another_writing_of_them():
    assert find_spans('“so” and "so"', TextQuote('"so"')) == [(9, 13)]
    assert find_spans("“so”", TextQuote('"so"')) == [(0, 4)]


def test_spans_that_cut_a_word_are_left_out():
    assert keep_whole_words("so sob", [(0, 2), (3, 5), (0, 2)]) == [(0, 2)]


def test_places_may_overlap():
    assert list(find_all("aaa", "aa")) == [0, 1]
