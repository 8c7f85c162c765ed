"""Telling words: names, numbers and words without exception must stand in what a sentence rests on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.coding.telling_words import ABSOLUTE, find_unfounded_words, list_telling_words, normalize_word

NAMES = {"lecun", "richards"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("LeCun never says so", ["LeCun", "never"]),
        ("Says it in 2019, of GPT-3.", ["2019", "GPT-3"]),
        ("The key to all of it is scale.", ["all"]),
        ("Takes up Hinton’s proposal, which Hinton made.", ["Hinton", "Hinton"]),
        ("Both agree. Richards adds AI and DeepMind.", ["Richards", "AI", "DeepMind"]),
        ("Finally there is nothing to tell. It is plain.", []),
        ("Calls it wall-to-wall and firstly allowed.", []),
    ],
)
def test_names_numbers_and_absolute_words_are_told(sentence, told):
    assert list(list_telling_words(sentence, NAMES)) == told


@pytest.mark.parametrize(
    ("sentence", "grounds", "unfounded"),
    [
        ("LeCun never says so", ["LeCun: it is never said"], []),
        ("LeCun never says so", ["LeCun: it is said"], ["never"]),
        ("Richards’s view of 2022", ["Blake Richards", "2022-08-02"], []),
        ("Richards names Bostrom, and Bostrom again", ["Richards"], ["Bostrom"]),
        ("It is ONLY that", ["only"], []),
        ("Only that", [], ["Only"]),
    ],
)
def test_what_no_ground_says_is_unfounded_once(sentence, grounds, unfounded):
    assert find_unfounded_words(sentence, grounds, NAMES) == unfounded


@given(st.text(max_size=200))
def test_a_sentence_is_founded_on_itself(sentence):
    assert find_unfounded_words(sentence, [sentence], NAMES) == []


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=3))
def test_more_grounds_never_make_more_words_unfounded(sentence, grounds):
    fewer = find_unfounded_words(sentence, grounds, NAMES)
    assert set(find_unfounded_words(sentence, [*grounds, "all LeCun 2019"], NAMES)) <= set(fewer)


@given(st.sampled_from(sorted(ABSOLUTE)), st.sampled_from([str.upper, str.title, str.lower]))
def test_an_absolute_word_is_told_in_any_case(word, case):
    assert [normalize_word(told) for told in list_telling_words(f"This is {case(word)} so.")] == [word]
