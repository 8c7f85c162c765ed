"""A sentence is fitted into the part of a text that has most of its words, and every difference is named."""

import pytest

from explorer.anchoring import alignment
from explorer.anchoring.alignment import align_nearly
from explorer.anchoring.selectors import DifferenceKind
from explorer.anchoring.words import list_words

TEXT = "Nobody knows. The way we teach machines is wrong, and I think so. It will change."


def align(sentence, text=TEXT):
    return align_nearly(text, list_words(text), sentence, list_words(sentence))


@pytest.mark.parametrize(
    ("sentence", "kind", "said", "quoted"),
    [
        ("the way we teach machines is not wrong", DifferenceKind.ADDED, "", "not"),
        ("the way we teach is wrong", DifferenceKind.LEFT_OUT, "machines", ""),
        ("the way we teach children is wrong", DifferenceKind.CHANGED, "machines", "children"),
        ("this way we teach machines is wrong", DifferenceKind.CHANGED, "The", "this"),
        ("the way we teach machines is right", DifferenceKind.CHANGED, "wrong", "right"),
        ("Honestly, the way we teach machines is wrong", DifferenceKind.ADDED, "", "Honestly"),
    ],
)
def test_one_difference_is_named_with_its_words(sentence, kind, said, quoted):
    aligned = align(sentence)
    (difference,) = aligned.differences
    assert (difference.kind, difference.said, difference.quoted) == (kind, said, quoted)
    assert TEXT[difference.start : difference.end] == said
    assert sentence[difference.quoted_start : difference.quoted_end] == quoted


def test_a_changed_end_does_not_reach_into_the_next_sentence():
    aligned = align("teach machines is wrong, and I think so today")
    assert TEXT[slice(*aligned.span)] == "teach machines is wrong, and I think so"
    assert [str(difference) for difference in aligned.differences] == ["“today” is added"]


def test_several_differences_come_in_their_order():
    aligned = align("the way they teach our machines is wrong")
    assert [str(difference) for difference in aligned.differences] == ["“we” is changed to “they”", "“our” is added"]


@pytest.mark.parametrize(
    "sentence", ["the cat sat on the mat", "machines think", "is wrong", "", "we think the way is so and so it will be"]
)
def test_few_words_in_common_are_nothing_near(sentence):
    assert align(sentence) is None


def test_a_word_left_out_is_not_taken_for_another_one_changed():
    aligned = align("one three four five six", "one two three four five six")
    assert [str(difference) for difference in aligned.differences] == ["“two” is left out"]


def test_only_the_part_with_most_of_the_words_is_aligned(monkeypatch):
    sizes = []
    whole = alignment.pair_words
    monkeypatch.setattr(alignment, "pair_words", lambda wanted, part: sizes.append(len(part)) or whole(wanted, part))
    assert align("a b " * 20 + "c", "a b " * 5000).differences
    assert len(sizes) == 1
    assert sizes[0] <= 41 + 20 + 2 * alignment.EDGE


def test_a_text_without_enough_of_the_words_is_not_aligned(monkeypatch):
    sizes = []
    monkeypatch.setattr(alignment, "pair_words", lambda _, part: sizes.append(len(part)) or [])
    assert align("machines will think of what nobody thought", "machines and other things " * 1000) is None
    assert sizes == [0]
