"""Where selected words stand, what they propose and what rests on them already; nothing is guessed."""

import pytest

from explorer.anchoring import TextQuote
from explorer.changes.edit import open_edit
from explorer.coding.vocabulary import Basis
from explorer.curation.selection import count_progress, find_next_unread, find_selection, list_evidence
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "Ada: Scale is a dead end. 🧠 I mean it.\n\nBob: Right.\n\nAda: Scale is a dead end. So I said.\n"


@pytest.fixture
def ada():
    return make.SpeakerFactory(name="Ada One")


@pytest.fixture
@open_edit()
def source(ada):
    episode = make.make_episode(guest=ada, text=TEXT, passages=1)
    source = episode.sources.get()
    bob = episode.appearances.get(role="host").speaker
    make.PassageFactory(source=source, speaker=bob)
    make.PassageFactory(source=source, speaker=ada)
    return source


def test_words_that_stand_once_are_found_with_their_passage(source, ada):
    found = find_selection(source, TextQuote("I mean it."))
    assert found.is_found
    assert (found.passage.ordinal, TEXT[found.start : found.end]) == (1, "I mean it.")
    assert found.verdict == "Matches the text of the document exactly."
    assert (found.proposal.asserter, found.proposal.basis) == (ada, Basis.LABELLED)


def test_repeated_words_are_ambiguous_and_every_place_is_offered(source):
    found = find_selection(source, TextQuote("Scale is a dead end."))
    assert not found.is_found
    assert "stand 2 times" in found.verdict
    assert [place.start for place in found.places] == [5, TEXT.rindex("Scale")]
    assert found.proposal is None


def test_the_place_of_the_selection_in_code_points_tells_repeated_words_apart(source):
    start = TEXT.rindex("Scale")
    found = find_selection(source, TextQuote("Scale is a dead end."), start)
    assert (found.start, found.passage.ordinal) == (start, 3)
    again = find_selection(source, found.quote)
    assert again.start == start, "the quotation alone finds the place again"


@pytest.mark.parametrize("start", [0, 6, 10**9])
def test_a_place_where_the_words_do_not_stand_tells_nothing_apart(source, start):
    assert not find_selection(source, TextQuote("Scale is a dead end."), start).is_found


def test_words_that_are_not_there_are_not_replaced_by_what_comes_near(source):
    found = find_selection(source, TextQuote("Scale is no dead end."), 5)
    assert not found.is_found
    assert "not in the source" in found.verdict
    assert "nearly: “a” is changed to “no”, in passage" in found.verdict


def test_words_of_two_passages_are_refused(source):
    assert "quote from inside one passage" in find_selection(source, TextQuote("I mean it.\n\nBob: Right.")).verdict


def test_line_ends_that_a_form_changed_are_those_of_the_document(ada):
    source = make.make_episode(guest=ada, text="One line\nand another.", passages=1).sources.get()
    found = find_selection(source, TextQuote("line\r\nand another."))
    assert (found.quote.exact, found.verdict) == ("line\nand another.", "Matches the text of the document exactly.")


def test_claims_on_the_same_words_come_first(source, ada):
    passage = source.passages.get(ordinal=1)
    for words in ("Scale is a dead end", "I mean it."):
        claim = make.ClaimFactory(speaker=ada, episode=source.episode)
        make.EvidenceFactory(claim=claim, passage=passage, exact=words)
    resting = list_evidence(passage, find_selection(source, TextQuote("mean it")))
    assert [(one.evidence.exact, one.touches) for one in resting] == [
        ("I mean it.", True),
        ("Scale is a dead end", False),
    ]


def test_the_next_to_read_comes_after_the_passage_and_then_from_the_beginning(source):
    first, second, third = source.passages.order_by("ordinal")
    assert find_next_unread(source, first) == second
    assert find_next_unread(source, third) == first
    source.passages.update(disposition="logistics")
    assert find_next_unread(source, first) is None
    assert (count_progress(source).passages, count_progress(source).waiting) == (3, 0)
