"""Passages with the same text are the same; those that repeat are told apart by their neighbours, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.documents.passage_matching import same_passages


def test_a_text_that_stands_once_is_the_same_wherever_it_went():
    assert same_passages(["a", "b", "c"], ["c", "x", "a"]) == {0: 2, 2: 0}


def test_texts_that_repeat_are_told_apart_by_what_stands_before_or_after_them():
    assert same_passages(["a", "yes", "b", "yes"], ["x", "a", "yes", "b", "yes"]) == {1: 0, 2: 1, 3: 2, 4: 3}
    assert same_passages(["yes", "a", "yes", "b"], ["yes", "b"]) == {0: 2, 1: 3}


def test_texts_that_nothing_tells_apart_are_not_matched():
    assert same_passages(["yes", "yes", "yes"], ["yes"]) == {}


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_no_passage_is_matched_twice_or_with_another_text(old, new):
    found = same_passages(old, new)
    assert len(set(found.values())) == len(found)
    assert all(new[place] == old[was] for place, was in found.items())


def test_a_document_is_the_same_as_itself_where_its_texts_are_told_apart():
    texts = ["a", "yes", "b", "yes", "c"]
    assert same_passages(texts, texts) == {place: place for place in range(5)}
