"""A quotation is found where it stands, verbatim or in another writing of the same words, and nowhere else."""

import unicodedata
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.anchoring import Ambiguous, Fold, Found, Missing, TextQuote, locate
from explorer.anchoring.folding import fold, is_mark

ODD = "abé \n\u00a0.…-–'’\"“”\u0301\u0327☃\ufe0f🧠"
texts = st.text(alphabet=st.sampled_from(ODD), min_size=1, max_size=40)
words = st.lists(st.text(alphabet="abcdefgh", min_size=4, max_size=4), min_size=3, max_size=12, unique=True)
"""Words of one length, so that none is the end of another."""

WRITINGS = {
    Fold.QUOTES: ("“It’s” 'so'", '"It\'s" ‘so’'),
    Fold.WHITE_SPACE: ("all you need", "all\nyou\u00a0  need"),
    Fold.DASHES: ("now-or – never", "now‑or — never"),
    Fold.ELLIPSES: ("well… then", "well... then"),
    Fold.NORMAL_FORM: (unicodedata.normalize("NFC", "naïve café"), unicodedata.normalize("NFD", "naïve café")),
}
SUBSETS = [subset for size in range(len(WRITINGS) + 1) for subset in combinations(WRITINGS, size)]


def slices(text):
    return st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: (min(ends), max(ends)))


def cuts(text, place):
    """Whether a place in a text of ``ODD`` characters lies inside a word or before a mark."""
    before = text[:place].rstrip("\u0301\u0327\ufe0f")
    return is_mark(text[place : place + 1]) or (before[-1:].isalpha() and text[place : place + 1].isalpha())


def places(text, exact):
    return [i for i in range(len(text)) if text.startswith(exact, i)]


@given(texts, st.data())
def test_a_slice_that_stands_once_is_found_at_its_place_verbatim(text, data):
    start, end = data.draw(slices(text))
    exact = text[start:end]
    assume(exact and exact == exact.strip() and len(places(text, exact)) == 1)
    assume(not cuts(text, start) and not cuts(text, end))
    assert locate(text, TextQuote(exact)) == Found(start, end)


@given(texts, st.data())
def test_context_on_both_sides_finds_any_slice_of_words(text, data):
    start, end = data.draw(slices(text))
    exact = text[start:end]
    assume(exact and exact == exact.strip())
    assume(not cuts(text, start) and not cuts(text, end))
    assert locate(text, TextQuote(exact, prefix=text[:start], suffix=text[end:])) == Found(start, end)


@given(texts, texts)
def test_what_is_found_says_the_same_and_lies_in_the_text(text, exact):
    outcome = locate(text, TextQuote(exact))
    if isinstance(outcome, Found):
        assert 0 <= outcome.start < outcome.end <= len(text)
        assert fold(text[outcome.start : outcome.end]).text == fold(exact.strip()).text
        assert (text[outcome.start : outcome.end] == exact.strip()) == (outcome.folds == ())


@given(texts, texts)
def test_a_match_never_splits_a_character_from_its_marks(text, exact):
    outcome = locate(text, TextQuote(exact))
    if isinstance(outcome, Found):
        assert not is_mark(text[outcome.start])
        assert not is_mark(text[outcome.end : outcome.end + 1])


@given(texts, texts)
def test_a_hint_lies_in_the_text(text, exact):
    outcome = locate(text, TextQuote(exact))
    if isinstance(outcome, Missing) and outcome.near_start is not None:
        assert 0 <= outcome.near_start <= outcome.near_end <= len(text)


@given(words, st.data())
def test_a_quotation_with_a_word_left_out_is_never_found(sentence, data):
    gone = data.draw(st.integers(1, len(sentence) - 2))
    shortened = " ".join(sentence[:gone] + sentence[gone + 1 :])
    assert isinstance(locate(" ".join(sentence), TextQuote(shortened)), Missing)


@given(words, st.data())
def test_a_quotation_with_a_negation_put_in_is_never_found(sentence, data):
    place = data.draw(st.integers(1, len(sentence) - 1))
    negated = " ".join([*sentence[:place], "not", *sentence[place:]])
    assert isinstance(locate(" ".join(sentence), TextQuote(negated)), Missing)
    assert isinstance(locate(negated, TextQuote(" ".join(sentence))), Missing)


@pytest.mark.parametrize("differing", SUBSETS, ids=lambda subset: "+".join(one.name for one in subset) or "NONE")
@pytest.mark.parametrize("backwards", [False, True])
def test_each_fold_alone_and_together_is_found_and_named(differing, backwards):
    text = " ".join(WRITINGS[one][backwards] for one in WRITINGS)
    exact = " ".join(WRITINGS[one][(one in differing) != backwards] for one in WRITINGS)
    assert locate(f"So: {text}, he said.", TextQuote(exact)) == Found(4, 4 + len(text), tuple(differing))


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("unhappy with that", "happy with that"),
        ("a nation", "a nat"),
        ("in 2018", "in 20"),
        ("cafe\u0301s", "cafe\u0301"),
    ],
)
def test_a_quotation_that_cuts_a_word_in_two_is_missing(text, exact):
    assert isinstance(locate(text, TextQuote(exact)), Missing)


def test_a_script_without_spaces_may_be_cut_anywhere():
    assert locate("机器可以思考吗", TextQuote("可以思考")) == Found(2, 6)


def test_verbatim_words_win_over_another_writing_of_them():
    assert locate('“so” and "so"', TextQuote('"so"')) == Found(9, 13)


@pytest.mark.parametrize(
    ("text", "exact", "starts"),
    [
        ("a a a", "a a", (0, 2)),
        ("so so so", "so", (0, 3, 6)),
        ("“a“a“", '"a"', (0, 2)),
        ("no no  no", "no\nno", (0, 3)),
    ],
)
def test_every_place_of_ambiguous_words_is_counted(text, exact, starts):
    outcome = locate(text, TextQuote(exact))
    assert outcome == Ambiguous(starts)
    assert f"stand {len(starts)} times" in str(outcome)


@pytest.mark.parametrize(
    ("quote", "start"),
    [
        (TextQuote("so", prefix="quite "), 16),
        (TextQuote("so", prefix="quite\n"), 16),
        (TextQuote("so", suffix="."), 16),
        (TextQuote("so", suffix=" I"), 0),
        (TextQuote(" so"), 16),
        (TextQuote("so "), 0),
    ],
)
def test_what_stands_around_tells_repeated_words_apart(quote, start):
    assert locate("so I say, quite so.", quote) == Found(start, start + 2)


def test_context_that_is_not_there_is_missing():
    assert isinstance(locate("so I said", TextQuote("so", prefix="not ")), Missing)


def test_context_is_not_part_of_what_is_found():
    assert locate("I never said so.", TextQuote("said", prefix="never ", suffix=" so")) == Found(8, 12)


@pytest.mark.parametrize("exact", ["", " ", "\n\t"])
def test_no_words_are_missing(exact):
    assert locate("a b", TextQuote(exact)) == Missing()


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("cafe\u0301", "cafe"),
        ("caf\u00e9", "cafe"),
        ("☃\ufe0f", "☃"),
        ("\u0938\u093f", "\u0938"),
        ("well...\u0301", "well…"),
        ("well...\u0301", "well..."),
        ("Wait...", "Wait…."),
        ("it is", "it's"),
        ("don't", "dont"),
        ("cannot", "can not"),
        ("Scale", "scale"),
        ("100,000", "100.000"),
    ],
)
def test_what_differs_in_more_than_writing_is_missing(text, exact):
    assert isinstance(locate(text, TextQuote(exact)), Missing)


def test_offsets_count_code_points():
    assert locate("🧠🧠 so", TextQuote("so")) == Found(3, 5)


def test_a_near_miss_is_a_hint_and_no_answer():
    text = "Before that. Scale is all you need. After that."
    outcome = locate(text, TextQuote("Scale is not all you need."))
    assert isinstance(outcome, Missing)
    assert "all you need" in text[outcome.near_start : outcome.near_end]
    assert "quote it character by character" in str(outcome)


def test_words_like_nothing_in_the_text_have_no_hint():
    assert locate("abc abc abc", TextQuote("xyz")) == Missing(None, None)
