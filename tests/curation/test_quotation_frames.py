"""The same words in another sentence may say something else: the sentence is read as it stands, white space apart."""

import pytest

from explorer.changes.edit import open_edit
from explorer.curation.quotation_frames import QuotationFrame, compare_frame, read_frame, read_frames
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "Hello there. My critics say that scale is a dead end. So it goes."


@pytest.fixture
@open_edit()
def piece():
    source = make.SourceFactory(text=TEXT)
    passage = make.PassageFactory(source=source, speaker=make.SpeakerFactory())
    return make.EvidenceFactory(passage=passage, exact="scale is a dead end", asserter=passage.speaker)


def compared(piece, new):
    """Compare with a newer text, in which the passage is all of it."""
    frames = read_frames(piece.source)
    piece.start = new.index(piece.exact)
    piece.end = piece.start + len(piece.exact)
    piece.passage.start, piece.passage.end = 0, len(new)
    return compare_frame(piece, frames, new)


def test_a_frame_is_the_sentence_and_who_is_labelled(piece):
    said = "My critics say that scale is a dead end."
    assert read_frames(piece.source) == {piece.pk: QuotationFrame(said, piece.passage.speaker_id)}


def test_words_of_several_sentences_stand_in_all_of_them(piece):
    piece.start = TEXT.index("there")
    assert read_frame(piece, TEXT).sentence == "Hello there. My critics say that scale is a dead end."


@pytest.mark.parametrize(
    "new", [f"Well, well. {TEXT}", TEXT.replace("So it goes.", "So?"), TEXT.replace("say ", "say\n")]
)
def test_a_change_elsewhere_and_of_white_space_is_none(piece, new):
    assert compared(piece, new) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("My critics say that", "I say that"),
        ("My critics say that", "I used to think that"),
        ("My critics say that", "My critics do not say that"),
        ("dead end.", "dead end?"),
        ("dead end.", "dead end, or so they say."),
    ],
)
def test_another_frame_negation_or_question_mark_is_one(piece, old, new):
    changed = compared(piece, TEXT.replace(old, new))
    assert changed.before == "My critics say that scale is a dead end."
    assert new.rstrip(".") in changed.after
    assert not changed.is_respoken


def test_another_label_is_one_and_what_nobody_looked_at_counts_as_how_it_stood(piece):
    frames = read_frames(piece.source)
    piece.passage.speaker_id = None
    changed = compare_frame(piece, frames, TEXT)
    assert changed.is_respoken
    piece.passage.speaker_id = frames[piece.pk].speaker
    piece.sentence_before = "I say that scale is a dead end."
    assert compare_frame(piece, frames, TEXT).before == "I say that scale is a dead end."
