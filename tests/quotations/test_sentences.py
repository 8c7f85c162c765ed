"""The answer in a line says no more than what was found."""

import pytest

from explorer.changes.edit import open_edit
from explorer.quotations.lookup import SaidAnswer, look_up
from explorer.quotations.sentences import FALLBACK, describe_verdict, list_answer_notices
from explorer.search.notices import CUT_SHORT
from tests import factories as make
from tests.indexes import index_everything
from tests.talks import SUMMARY


@pytest.mark.parametrize(
    ("words", "slug", "line"),
    [
        ("Scale is something you need", None, "Yes, to the letter"),
        ("scale is something you need", None, "Yes, but for capital and small letters"),
        ("Scale is not something you need", None, "Nearly: the words that stand here differ from these"),
        (SUMMARY, None, "Yes, to the letter, in a summary, not as speech"),
        ("Nothing of the kind was said", None, "It stands in no document here"),
        ("Nothing of the kind was said", "ada", "It stands in no document here"),
        ("Scale is something you need", "ada", "Yes, Ada Guest said it, to the letter"),
        ("Scale is something you need", "bob", "Not Bob Host, but Ada Guest said it, to the letter"),
        ("Scale is not something you need", "ada", "Nearly: the words of Ada Guest differ from these"),
        ("Scale is not something you need", "bob", "Not Bob Host, and only nearly Ada Guest"),
        (SUMMARY, "ada", "It stands in a document, to the letter, but not as Ada Guest’s own words"),
    ],
)
def test_the_line_says_how_and_whose(talk, words, slug, line):
    assert describe_verdict(look_up(words, talk[slug] if slug else None)) == line


def test_others_who_say_it_are_named_beside_the_person_who_nearly_does(talk):
    echo = make.SourceFactory(text="Scale is something we need, but I’d say not all.")
    make.PassageFactory(source=echo, speaker=talk["bob"])
    index_everything()
    line = describe_verdict(look_up("Scale is something you need", talk["bob"]))
    assert line == "Nearly: the words of Bob Host differ from these; see also Ada Guest"


def test_a_search_that_was_not_whole_is_told():
    assert list_answer_notices(SaidAnswer("so")) == []
    assert list_answer_notices(SaidAnswer("so", is_fallback=True, is_complete=False)) == [FALLBACK, CUT_SHORT]


def test_more_places_than_are_shown_are_told(talk):
    with open_edit():
        for number in range(20):
            make.PassageFactory(source=make.SourceFactory(text="Very much so."), slug=f"so-{number}")
    index_everything()
    assert list_answer_notices(look_up("Very much so.")) == ["The first 12 places are shown; there may be more."]
