"""A match tells whose words a place has, what stands around them, and which claims rest on them."""

import pytest

from explorer.changes.edit import open_edit
from explorer.quotations.lookup import look_up
from explorer.quotations.matches import MOST_SHOWN
from tests import factories as make
from tests.indexes import index_everything
from tests.talks import QUOTED, SUMMARY


def only(words, **asked):
    (match,) = look_up(words, **asked).matches
    return match


def test_speech_belongs_to_whom_the_document_labels(talk):
    match = only("It took us years")
    assert match.voice == talk["ada"]
    assert match.chain == "Ada Guest’s words, as transcribed by A Transcriber"
    assert match.url == "/episodes/talk/#spoken-1"


def test_a_summary_is_told_by_its_writer_and_with_whom_the_conversation_was(talk):
    match = only(SUMMARY)
    assert match.voice is None
    assert match.chain == "As summarised by A Transcriber, on a conversation with Ada Guest"


def test_the_sentences_around_the_words_are_shown(talk):
    match = only("but – I’d say")
    assert match.before == "Scale is something you need, "
    assert match.after == " – not all you need."


def test_nothing_around_them_is_shown_of_a_document_that_may_not_be(talk):
    match = only(QUOTED)
    assert (match.before, match.after) == ("", "")
    assert [claim.slug for claim in match.claims] == ["ada-body"]


@pytest.mark.parametrize(("words", "claims"), [("you need, but", ["ada-scale"]), ("It took us years", [])])
def test_claims_rest_on_a_match_that_shares_words_with_their_evidence(talk, words, claims):
    assert [claim.slug for claim in only(words).claims] == claims


def test_words_that_go_on_belong_to_the_passage_with_most_of_them(talk):
    match = only("that. Right. So you think")
    assert match.passage.slug == "spoken-2"
    assert [passage.slug for passage in match.further] == ["spoken-1"]


def test_a_heading_that_is_in_no_passage_is_no_match(db):
    source = make.SourceFactory(text="A heading nobody said\n\nWhat was said of the heading.")
    make.PassageFactory(source=source, start=23, end=51)
    index_everything()
    assert look_up("A heading nobody said").matches == ()


def test_what_was_asked_is_corrected_word_by_word(talk):
    match = only("Scale is never something we need")
    assert [(piece.tag, piece.text) for piece in match.redline if piece.text] == [
        ("", "Scale is "),
        ("del", "never"),
        ("", " something "),
        ("del", "we"),
        ("", " "),
        ("ins", "you"),
        ("", " need"),
    ]


def test_so_many_matches_are_shown_and_no_more(talk):
    with open_edit():
        for number in range(MOST_SHOWN + 3):
            make.PassageFactory(source=make.SourceFactory(text="Very much so."), slug=f"so-{number}")
    index_everything()
    assert len(look_up("Very much so.").matches) == MOST_SHOWN
