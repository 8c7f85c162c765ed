"""Names are found by what one remembers of them, and terms stand for one another as far as they may."""

import pytest

from explorer.search_engine.lexicon import EQUIVALENT, NARROWER, KnownName, Lexicon, SynonymTerms
from explorer.search_engine.types import Facet

LEXICON = Lexicon(
    [
        KnownName(Facet.SPEAKER, "yann-lecun", ("Yann LeCun", "LeCun")),
        KnownName(Facet.SPEAKER, "juergen-schmidhuber", ("Jürgen Schmidhuber", "Jurgen Schmidhuber")),
        KnownName(Facet.SPEAKER, "blake-richards", ("Blake Richards",)),
        KnownName(Facet.SPEAKER, "richard-sutton", ("Richard Sutton",)),
        KnownName(Facet.TOPIC, "scaling", ("Is scale enough?",)),
        KnownName(Facet.EPISODE, "lex-fridman-4", ("Yoshua Bengio: Deep Learning",)),
        KnownName(Facet.EPISODE, "lex-fridman-36", ("Yann LeCun: Convolutional Networks",)),
    ],
    [
        SynonymTerms(("reinforcement learning", "RL"), ("Q-learning",)),
        SynonymTerms(("back-propagation", "backprop")),
    ],
)


@pytest.mark.parametrize(
    ("facet", "value", "slugs"),
    [
        ("speaker", "lecun", ["yann-lecun"]),
        ("speaker", "LeCun", ["yann-lecun"]),
        ("speaker", "Yann LeCun", ["yann-lecun"]),
        ("speaker", "yann-lecun", ["yann-lecun"]),
        ("speaker", "jurgen", ["juergen-schmidhuber"]),
        ("speaker", "Jürgen", ["juergen-schmidhuber"]),
        ("speaker", "juergen", ["juergen-schmidhuber"]),
        ("speaker", "schmid", ["juergen-schmidhuber"]),
        ("speaker", "richards", ["blake-richards"]),
        ("speaker", "richard", ["richard-sutton"]),
        ("speaker", "nobody", []),
        ("speaker", "sc", []),
        ("speaker", "scaling", []),
        ("topic", "scaling", ["scaling"]),
        ("topic", "scale", ["scaling"]),
        ("episode", "lex-fridman-4", ["lex-fridman-4"]),
        ("episode", "lex-fridman", ["lex-fridman-4", "lex-fridman-36"]),
        ("episode", "bengio", ["lex-fridman-4"]),
        ("episode", "!", []),
    ],
)
def test_a_value_means_what_is_closest_to_it(facet, value, slugs):
    assert list(LEXICON.resolve(Facet(facet), value)) == slugs


def expansions(*forms):
    return {(start, end): dict(found) for start, end, found in LEXICON.expansions([(form,) for form in forms])}


def test_terms_of_a_group_stand_for_one_another():
    assert expansions("rl") == {
        (0, 1): {("reinforc", "learn"): EQUIVALENT, ("q", "learn"): NARROWER, ("qlearn",): NARROWER}
    }
    assert expansions("deep", "reinforc", "learn")[1, 3][("rl",)] == EQUIVALENT


def test_a_narrower_term_does_not_stand_for_the_broader():
    assert expansions("q", "learn") == {}


def test_a_term_with_a_hyphen_is_also_one_word():
    assert expansions("backpropag")[0, 1][("backprop",)] == EQUIVALENT


def test_a_name_with_an_umlaut_is_written_either_way():
    assert expansions("jurgen")[0, 1] == {("juergen",): 1.0}
    assert expansions("juergen")[0, 1] == {("jurgen",): 1.0}


def test_a_last_name_stands_for_the_whole_name_but_not_the_other_way_round():
    assert expansions("yann", "lecun")[0, 2] == {("lecun",): EQUIVALENT}
    assert expansions("lecun") == {}


def test_a_last_name_that_two_people_have_stands_for_neither():
    two = Lexicon(
        [KnownName(Facet.SPEAKER, "a-bengio", ("A. Bengio",)), KnownName(Facet.SPEAKER, "y-bengio", ("Y. Bengio",))]
    )
    assert list(two.expansions([("y",), ("bengio",)])) == []


def test_the_words_of_people_are_known():
    assert set(LEXICON.words()) == {
        "yann", "lecun", "jürgen", "jurgen", "schmidhuber", "blake", "richards", "richard", "sutton"
    }  # fmt: skip
