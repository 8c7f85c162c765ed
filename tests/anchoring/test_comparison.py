"""What is cut from a text stands there to the letter; written otherwise, after just those folds; changed, nearly."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.anchoring import Fold, Likeness, compare
from explorer.anchoring.comparison import MOST_PLACES, find_near, find_same, list_folds

words = st.lists(st.text(alphabet="abcdefgh", min_size=4, max_size=9), min_size=8, max_size=30, unique=True)
"""Different words of several letters, so that no other place of the text comes as near."""

CHANGES = {
    Fold.WHITE_SPACE: lambda text: text.replace(" ", " \n"),
    Fold.DASHES: lambda text: text.replace("-", "–"),
    Fold.QUOTES: lambda text: text.replace("'", "’"),
    Fold.ACCENTS: lambda text: text.replace("é", "e"),
    Fold.PUNCTUATION: lambda text: text.replace(",", ""),
    Fold.CASE: str.upper,
}
SAMPLE = "Well, it's a naïvé long-term view, isn't it"


@given(words, st.data())
def test_whatever_is_cut_from_a_text_is_found_to_the_letter(said, data):
    text = ", ".join(said)
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    cut = ", ".join(said[first : last + 1])
    (place,) = compare(text, cut)
    assert (place.likeness, text[place.start : place.end], place.folds) == (Likeness.EXACT, cut, ())


@given(st.sets(st.sampled_from(list(CHANGES)), min_size=1))
def test_words_written_otherwise_are_found_after_just_those_folds(changed):
    asked = SAMPLE
    for kind, change in CHANGES.items():
        asked = change(asked) if kind in changed else asked
    (place,) = compare(f"So. {SAMPLE}? Yes.", asked)
    assert (place.likeness, place.start, place.end) == (Likeness.FOLDED, 4, 4 + len(SAMPLE))
    # Without any punctuation it makes no difference how a sign of it is written.
    swallowed = {Fold.QUOTES, Fold.DASHES} if Fold.PUNCTUATION in changed else set()
    assert changed - swallowed <= set(place.folds) <= changed


@given(words, st.data())
def test_a_changed_word_is_the_only_difference(said, data):
    place = data.draw(st.integers(0, len(said) - 1))
    assume(len(said[place]) < 0.3 * len("".join(said)))
    (near,) = compare(" ".join(said), " ".join([*said[:place], "zzzzz", *said[place + 1 :]]))
    (difference,) = near.differences
    assert near.likeness == Likeness.NEAR
    assert (difference.said, difference.quoted) == (said[place], "zzzzz")


@given(words, st.data())
def test_a_word_put_in_or_left_out_is_the_only_difference(said, data):
    place = data.draw(st.integers(1, len(said) - 2))
    (more,) = compare(" ".join(said), " ".join([*said[:place], "not", *said[place:]]))
    assert [str(difference) for difference in more.differences] == ["“not” is added"]
    (fewer,) = compare(" ".join(said), " ".join(said[:place] + said[place + 1 :]))
    assert [str(difference) for difference in fewer.differences] == [f"“{said[place]}” is left out"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [("unhappy with that", "happy with that"), ("in 2018 or so", "in 20"), ("well then", "we'll then"), ("a b", "")],
)
def test_words_are_never_cut_nor_taken_for_others(text, asked):
    assert find_same(text, asked) == []


def test_the_signs_around_the_words_belong_to_them_where_both_have_them():
    text = "He said: “SO IT IS.” Yes."
    (place,) = find_same(text, '"so it is."')
    assert text[place.start : place.end] == "“SO IT IS.”"
    assert set(place.folds) == {Fold.QUOTES, Fold.CASE}


def test_all_places_are_returned_up_to_a_limit():
    assert [place.start for place in find_same("so and so", "so")] == [0, 7]
    assert len(find_same("so " * 1000, "so")) == MOST_PLACES
    assert len(find_same("SO " * 1000, "so")) == MOST_PLACES


def test_a_text_without_spaces_is_compared_letter_by_letter():
    assert find_same("机器可以思考吗", "可以思考")[0].likeness == Likeness.EXACT
    assert find_same("机器可以 思考吗", "可以思考")[0].folds == (Fold.WHITE_SPACE,)


def test_the_fine_fold_is_named_and_not_the_coarse_one():
    assert list_folds("“a”", '"a"') == (Fold.QUOTES,)
    assert list_folds("“a”", "a") == (Fold.PUNCTUATION,)
    assert list_folds("e\u0301", "é") == (Fold.NORMAL_FORM,)


def test_words_far_from_all_of_a_text_are_not_near():
    assert compare("Scale is all you need.", "Machines will never think") == []
    assert find_near("Scale is all you need.", "Machines will never think") is None


@given(st.text(max_size=80), st.text(max_size=40))
def test_whatever_is_compared_is_found_within_the_text(text, asked):
    for place in compare(text, asked):
        assert 0 <= place.start < place.end <= len(text)
        assert (place.likeness == Likeness.EXACT) == (text[place.start : place.end] == asked.strip())
