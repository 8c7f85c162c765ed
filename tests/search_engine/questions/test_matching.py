"""A question of the site is found by its words, a point where it alone is meant, and nothing where many could be."""

import pytest

from explorer.search_engine.questions.matching import QuestionKey, asks_for_meaning
from tests.search_engine.questions.vocabulary import LEXICON, QUESTIONS


def match(asked, *, is_question=True, asks_meaning=False):
    found = QUESTIONS.match(asked, LEXICON, is_question=is_question, asks_meaning=asks_meaning)
    return ["/".join(key).rstrip("/") for key in (one.key for one in found)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("is scale all you need", "scaling"),
        ("scale is enough", "scaling"),
        ("artificial general intelligence is coherent", "agi"),
        ("does the no free lunch theorem rule it out", "agi/lunch"),
        ("consciousness emerges", "minds/emerges"),
        ("do machines need memory", "memory"),
        ("a body", "bodies"),
    ],
)
def test_a_question_is_found_by_its_words_and_what_means_the_same(asked, first):
    assert match(asked)[0] == first


@pytest.mark.parametrize("asked", ["will robots take jobs", "the weather", "", "???", "is it so", "dangerous AI"])
def test_nothing_is_found_for_what_no_question_asks(asked):
    assert match(asked) == []


def test_a_word_that_several_points_have_asks_for_their_topic():
    assert match("consciousness")[0] == "minds"


def test_whoever_asks_what_a_word_means_gets_the_point_that_asks_so_too():
    assert match("consciousness", asks_meaning=True)[0] == "minds/what"
    assert match("intelligence", asks_meaning=True)[0] == "agi/defining"


def test_words_that_are_no_question_have_to_say_nearly_all_that_one_says():
    assert match("scale need", is_question=False) == ["scaling"]
    assert match("scale", is_question=False) == []
    assert match("machines inner", is_question=False) == []


def test_a_word_that_many_topics_share_asks_for_none_of_them():
    assert match("machine") == [] or len(match("machine")) <= 3


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Can intelligence itself be defined?", True),
        ("Can it be said what AGI is?", True),
        ("What do they mean by it?", True),
        ("Is AGI a coherent concept?", False),
        ("Can anything be said?", False),
    ],
)
def test_a_question_after_a_meaning_is_told_by_its_words(question, asks):
    assert asks_for_meaning(question) is asks


def test_each_question_is_kept_with_its_words():
    assert QUESTIONS.known[QuestionKey("scaling")].question == "Is scale all you need?"
