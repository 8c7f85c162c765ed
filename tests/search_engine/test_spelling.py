"""What nobody wrote is corrected to what was probably meant, or to nothing."""

import pytest

from explorer.search_engine.spelling import find_correction

KNOWN = {
    "schmidhuber": 9, "consciousness": 5, "conscious": 2, "representation": 3, "marcus": 2, "market": 30, "lecun": 4,
    "great": 40, "wind": 3, "disentangled": 1, "causal": 5, "casual": 1, "don't": 50, "3d": 2, "bengio": 7,
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Schmidhueber", "schmidhuber"),
        ("concsiousness", "consciousness"),
        ("conciousness", "consciousness"),
        ("represantation", "representation"),
        ("Markus", "marcus"),
        ("lecunn", "lecun"),
        ("disentangeled", "disentangled"),
        ("benigo", "bengio"),
    ],
)
def test_a_slip_is_corrected(typed, meant):
    assert find_correction(typed, KNOWN)[0] == meant


@pytest.mark.parametrize("typed", ["clever", "asteroid", "comparison", "xyz", "rl", "win", "", "дом", "9999"])
def test_another_word_is_not(typed):
    assert find_correction(typed, KNOWN) is None


def test_swapped_letters_are_one_slip_and_come_before_another_letter():
    assert find_correction("csaual", KNOWN) == ("casual", 1)
    assert find_correction("causla", KNOWN) == ("causal", 1)


def test_of_equally_near_words_the_frequent_one_is_meant():
    assert find_correction("worde", {"words": 1, "wordy": 9})[0] == "wordy"
