"""A snippet shows the part that says most of what was asked, and marks just what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.search_engine.snippets import LONGEST_SNIPPET, Snippet, choose_snippet, find_marks
from explorer.search_engine.types import Clause


def says(*runs, prefix=""):
    return Clause(tuple((tuple(run.split()), 1.0) for run in runs), prefix)


def marked(found: Snippet) -> str:
    """Return a snippet with square brackets around what is marked."""
    text = found.text
    for start, end in reversed(found.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return "…" * found.before + text + "…" * found.after


@pytest.mark.parametrize(
    ("clauses", "shown"),
    [
        ([says("network")], "Neural [networks] learn. One [network] does."),
        ([says("neural network")], "[Neural networks] learn. One network does."),
        ([says("network neural")], "Neural networks learn. One network does."),
        ([says("brain", "learn")], "Neural networks [learn]. One network does."),
        ([says(prefix="net")], "Neural [networks] learn. One [network] does."),
        ([says("neural network"), says("network learn")], "[Neural networks learn]. One network does."),
        ([], "Neural networks learn. One network does."),
    ],
)
def test_what_was_found_is_marked(clauses, shown):
    assert marked(choose_snippet("Neural networks learn. One network does.", clauses)) == shown


def test_a_hyphenated_word_is_marked_as_a_whole():
    assert marked(choose_snippet("By back-propagation.", [says("back propag")])) == "By [back-propagation]."


def test_whole_sentences_around_the_hits_are_shown():
    text = " ".join(
        ["Nothing is said here."] * 20 + ["The brain learns.", "It assigns credit."] + ["Nor here at all."] * 20
    )
    found = choose_snippet(text, [says("brain"), says("credit")])
    assert "The [brain] learns. It assigns [credit]." in marked(found)
    assert found.before
    assert found.after
    assert found.text.startswith("Nothing")
    assert found.text.endswith(".")
    assert len(found.text) <= LONGEST_SNIPPET


def test_a_long_sentence_is_cut_between_words_around_the_hits():
    text = "word " * 100 + "the brain learns " + "word " * 100
    found = choose_snippet(text, [says("brain")])
    assert "the [brain] learns" in marked(found)
    assert (found.before, found.after) == (True, True)
    assert set(found.text.split()) == {"word", "the", "brain", "learns"}
    assert len(found.text) <= LONGEST_SNIPPET


def test_what_is_said_only_by_all_of_two_sentences_is_shown_rather_than_one_of_them_twice():
    text = "A brain, a brain. " + "Filler goes on for a while. " * 20 + "Brain and credit. " + "More filler here. " * 20
    assert "[Brain] and [credit]" in marked(choose_snippet(text, [says("brain"), says("credit")]))


def test_a_short_text_is_marked_as_it_is():
    assert find_marks("The brain learns.", [says("brain")]) == ((4, 9),)
    assert find_marks("", [says("brain")]) == ()
    assert choose_snippet("", [says("brain")]) == choose_snippet(" \n ", []) == Snippet("")


@given(st.text(alphabet="ab .!?A<>&\u0301🧠-'", max_size=600), st.integers(20, LONGEST_SNIPPET))
def test_a_snippet_is_part_of_the_text_and_its_marks_part_of_it(text, longest):
    found = choose_snippet(text, [says("a"), says("b a"), says(prefix="aa")], longest)
    assert found.text in text
    assert len(found.text) <= longest
    last = 0
    for start, end in found.marks:
        assert last <= start < end <= len(found.text)
        last = end
