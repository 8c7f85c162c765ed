"""What a document tells of whose words a quotation is, and no more: who is not told is not guessed."""

import pytest

from explorer.coding.vocabulary import Basis, Grade, Mode, PassageKind
from explorer.curation.suggested_coding import propose_coding
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make.SpeakerFactory(name="Ada One")


def summary(ada, text, *others, grade=Grade.SUMMARY, kind=PassageKind.TAKEAWAY):
    episode = make.make_episode(guest=ada, text=text)
    for other in others:
        make.AppearanceFactory(episode=episode, speaker=other)
    return propose_coding(make.PassageFactory(source=episode.sources.get(), grade=grade, kind=kind), text)


def test_a_summary_that_names_the_guest_narrates(ada):
    proposal = summary(ada, "One argues that maybe scale will do.", make.SpeakerFactory(name="Bob Two"))
    assert (proposal.asserter, proposal.basis) == (ada, Basis.NARRATED)
    assert (proposal.mode.mode, proposal.mode.word) == (Mode.HEDGED, "maybe")


def test_a_summary_of_one_guest_that_names_nobody_is_contextual(ada):
    proposal = summary(ada, "Scale will do.")
    assert (proposal.asserter, proposal.basis) == (ada, Basis.CONTEXTUAL)


def test_nobody_is_proposed_where_the_document_does_not_tell(ada):
    assert summary(ada, "Scale will do.", make.SpeakerFactory(name="Bob Two")).asserter is None
    assert summary(ada, "Scale will do, says One.", grade=Grade.TRANSCRIPT).asserter is None
    assert summary(ada, "What does One think?", kind=PassageKind.QUESTION).asserter is None


def test_a_label_comes_before_every_name_in_the_words(ada):
    passage = make.PassageFactory(speaker=ada)
    make.AppearanceFactory(episode=passage.source.episode, speaker=make.SpeakerFactory(name="Bob Two"))
    proposal = propose_coding(passage, "Two says so.")
    assert (proposal.asserter, proposal.basis) == (ada, Basis.LABELLED)
    assert proposal.because == "the document labels Ada One"


def test_an_alias_names_a_guest_as_a_word_of_its_own(ada):
    ada.aliases.create(name="Al")
    bob = make.SpeakerFactory(name="Bob Two")
    assert summary(ada, "Al says that scale will do.", bob).asserter == ada
    assert summary(ada, "Always, scale will do.", bob).asserter is None
