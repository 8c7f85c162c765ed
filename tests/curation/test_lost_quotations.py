"""A lost quotation is looked for anew: what comes nearest is shown whole, with what stands around it."""

from explorer.curation.lost_quotations import AROUND, find_nearest_words
from explorer.models import Evidence, Source

TEXT = f"{'Before. ' * 20}I suspect that scale is all you need. {'After. ' * 20}"


def look(exact, text=TEXT, **quote):
    return find_nearest_words(Evidence(source=Source(text=text), exact=exact, **quote))


def test_words_that_stand_in_the_document_once_are_found_with_what_stands_around_them():
    near = look("scale is all you need")
    assert near.is_exact
    assert (near.words, near.start) == ("scale is all you need", TEXT.index("scale"))
    assert near.verdict == "The words stand in the document, once. Save to keep their place."
    assert (len(near.before), len(near.after)) == (AROUND, AROUND)
    assert f"{near.before}{near.words}{near.after}" in TEXT


def test_what_comes_near_is_shown_in_whole_words_and_is_not_the_quotation():
    near = look("self-improvements of the agent", "The recursive self-improvement of agents matters")
    assert (near.words, near.start) == ("recursive self-improvement of agents matters", 4)
    assert not near.is_exact
    assert near.verdict.endswith("These come nearest; they may say something else.")


def test_a_word_that_a_newer_document_has_otherwise_is_named():
    near = look("I believe that scale is all you need.")
    assert near.words == "I suspect that scale is all you need"
    assert near.verdict.endswith("in the quotation “suspect” is changed to “believe”.")


def test_where_nothing_comes_near_nothing_is_shown():
    near = look("Zzzz qqqq xxxx")
    assert (near.words, near.start, near.is_exact) == ("", None, False)
    assert near.verdict.endswith("Quote others, or remove the evidence.")


def test_where_the_words_repeat_the_first_place_is_told_and_none_is_taken():
    near = look("It is so.", "Well: it is. It is so. Yes. It is so.")
    assert (near.words, near.start, near.is_exact) == ("", 13, False)
    assert near.verdict.startswith("The words stand 2 times")
