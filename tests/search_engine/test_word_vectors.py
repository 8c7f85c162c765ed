"""A word that no document has is matched with words that mean the same, and not with those that look alike."""

import pytest

from explorer.search_engine.embedders.static import StaticEmbedder
from explorer.search_engine.word_vectors import WordVectors

KNOWN = ["children", "wind", "past", "block", "biological", "risk", "risks", "bad", "film", "godel", "monkey", "iq"]


@pytest.fixture(scope="module")
def vectors():
    return WordVectors(StaticEmbedder())


@pytest.mark.parametrize(
    ("word", "near"),
    [("kids", ["children"]), ("movie", ["film"]), ("dangerous", ["bad", "risks"]), ("biology", ["biological"])],
)
def test_words_that_mean_the_same_are_found(vectors, word, near):
    found = vectors.find_near(word, KNOWN)
    assert [other for other, _ in found] == near
    assert all(0.5 < closeness <= 1 for _, closeness in found)


@pytest.mark.parametrize("word", ["pasta", "blockchain", "god", "xylophone", "qqqqzx", ""])
def test_words_that_only_look_alike_are_not(vectors, word):
    assert vectors.find_near(word, KNOWN) == []


def test_only_the_words_of_the_index_are_found_and_new_ones_are_learned(vectors):
    assert vectors.find_near("kids", ["wind"]) == []
    assert [word for word, _ in vectors.find_near("movies", ["films", "child", "wind"])] == ["films"]


def test_without_words_nothing_is_near():
    assert WordVectors(StaticEmbedder()).find_near("kids", []) == []
