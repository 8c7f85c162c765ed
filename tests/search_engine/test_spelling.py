"""What nobody wrote is corrected to what was probably meant, or to nothing."""

import pytest

from explorer.search_engine.spelling import find_correction

KNOWN = {
    "schmidhuber": 9, "consciousness": 5, "conscious": 2, "representation": 3, "marcus": 2, "market": 30, "lecun": 4,
    "great": 40, "wind": 3, "disentangled": 1, "causal": 5, "casual": 1, "don't": 50, "3d": 2, "bengio": 7,
}  # fmt: skip


NAMES = {"schmidhuber": 1, "marcus": 1, "bengio": 1, "lecun": 1, "sutton": 1}


def correct(typed, **others):
    return find_correction(typed, KNOWN, NAMES, **others)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Schmidhueber", "schmidhuber"),
        ("concsiousness", "consciousness"),
        ("Conciousness", "consciousness"),
        ("represantation", "representation"),
        ("Markus", "marcus"),
        ("lecunn", "lecun"),
        ("disentangeled", "disentangled"),
        ("benigo", "bengio"),
    ],
)
def test_a_slip_is_corrected(typed, meant):
    assert correct(typed) == (meant, True)


@pytest.mark.parametrize("typed", ["clever", "asteroid", "comparison", "xyz", "rl", "win", "", "дом", "9999"])
def test_another_word_is_not(typed):
    assert correct(typed) is None


@pytest.mark.parametrize(("typed", "meant"), [("Casuall", "casual"), ("Markets", "market"), ("Hutton", "sutton")])
def test_what_may_be_a_name_of_its_own_is_not_certain(typed, meant):
    assert correct(typed) == (meant, False)


def test_two_slips_of_which_one_is_the_first_letter_are_not_certain():
    assert find_correction("vaccines", {"machines": 9}, {}) == ("machines", False)
    assert find_correction("machinery", {"machines": 9}, {}) == ("machines", True)
    assert find_correction("vachines", {"machines": 9}, {}) == ("machines", True)


def test_nothing_becomes_a_word_that_says_nothing():
    assert find_correction("wheere", {"where": 90, "thinks": 9}, {}) is None
    assert find_correction("thinkz", {"where": 90, "thinks": 9}, {}) is None


def test_in_a_sentence_only_long_words_and_names_are_corrected():
    assert correct("greet") == ("great", True)
    assert correct("greet", in_sentence=True) is None
    assert correct("represantetion", in_sentence=True) is None
    assert correct("conciousness", in_sentence=True) == ("consciousness", True)
    assert correct("benigo", in_sentence=True) == ("bengio", True)


def test_swapped_letters_are_one_slip_and_come_before_another_letter():
    assert correct("csaual").word == "casual"
    assert correct("causla").word == "causal"


def test_of_equally_near_words_the_frequent_one_is_meant():
    assert find_correction("worde", {"words": 1, "wordy": 9}, {}).word == "wordy"
