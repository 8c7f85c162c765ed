"""People are found by their names, and only by these."""

import pytest

from explorer.search_engine.analysis import fold_word, tokenize
from tests.search_engine.questions.vocabulary import NAMES


def find(text, *, partly=False):
    return NAMES.find([fold_word(token.word) for token in tokenize(text)], partly=partly)


@pytest.mark.parametrize("text", ["Yann LeCun", "LeCun", "lecun", "yann-lecun", "LeCun's", "LeCun’s"])
def test_a_whole_name_an_alias_and_a_last_name_find_the_person(text):
    assert find(text) == ("yann-lecun",)


@pytest.mark.parametrize("text", ["Schmidhuber", "Jürgen Schmidhuber", "Juergen Schmidhuber", "jurgen schmidhuber"])
def test_umlauts_may_be_left_plain_or_written_out(text):
    assert find(text) == ("juergen-schmidhuber",)


@pytest.mark.parametrize("text", ["Yann", "Lex", "Lecu", "LeCun Yann", "Marie LeCun", "", "scale"])
def test_nothing_else_finds_anybody(text):
    assert find(text) == ()


def test_a_part_of_a_name_finds_all_who_have_it_where_that_is_allowed():
    assert find("Richard") == ()
    assert find("Richard", partly=True) == ("richard-sutton", "richard-naud")
    assert find("Richards", partly=True) == ("blake-richards",)


def test_the_longest_name_and_the_printed_ones_are_known():
    assert NAMES.longest == 2
    assert NAMES.printed["yann-lecun"] == "Yann LeCun"
