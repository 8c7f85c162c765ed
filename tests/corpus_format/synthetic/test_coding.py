"""A synthetic conversation is coded so that each kind of stance is carried as the rules ask."""

import pytest

from explorer.coding.vocabulary import Basis, Format, Mode, StanceCode, Status
from explorer.corpus_format.synthetic.coding import (
    MORE_CLAIMS,
    OUTCOMES,
    SHARED_OUTCOMES,
    add_context,
    choose_outcome,
    discuss,
    take_notes,
)
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.people import ABSENT, NOTES_WRITER


def test_every_kind_of_stance_has_its_turn_and_on_some_questions_all_stand_together():
    assert {choose_outcome(guest, 5, again) for guest in range(8) for again in range(2)} == set(OUTCOMES)
    for question, stood in SHARED_OUTCOMES.items():
        assert {choose_outcome(guest, question, again) for guest in range(8) for again in range(3)} == {stood}
    assert choose_outcome(0, 5, 0) != choose_outcome(0, 5, 1)


@pytest.mark.parametrize("stood", OUTCOMES, ids=str)
def test_a_stance_rests_on_as_much_as_its_code_needs(talk, stood):
    talk = talk()
    discuss(talk, "scaling", stood, at_length=False)
    [stance] = talk.stances
    said = [piece for claim in talk.claims for piece in claim.evidence]
    modes = {piece.mode for piece in said}
    if stood == StanceCode.NO_CLEAR_ANSWER:
        assert not said
    elif stood in {-1, 1}:
        assert modes == {Mode.HEDGED}
    elif stood in {-2, 2}:
        assert len(said) > 2
        assert modes == {Mode.ASSERTED}
    elif stood == StanceCode.MIXED:
        assert modes == {Mode.ASSERTED, Mode.CONDITIONAL}
    else:
        assert said
    is_code = isinstance(stood, StanceCode)
    assert (stance.code, stance.position) == ((stood, None) if is_code else (StanceCode.POSITION, stood))
    assert (stance.speaker, stance.topic, stance.status) == ("ada", "scaling", Status.PUBLISHED)


def test_who_says_a_great_deal_has_many_claims_on_one_question(talk):
    brief, long = talk(), talk()
    discuss(brief, "scaling", 0, at_length=False)
    discuss(long, "scaling", 0, at_length=True)
    assert len(long.claims) == len(brief.claims) + MORE_CLAIMS


@pytest.mark.parametrize(
    ("number", "statuses"),
    [(0, set()), (2, {Status.DRAFT}), (4, {Status.IN_REVIEW}), (5, {Status.RETRACTED}), (9, {Status.DRAFT})],
)
def test_some_episodes_have_what_readers_never_see(talk, number, statuses):
    talk = talk()
    add_context(talk, number, ["scaling", "body", "mind"], [ABSENT])
    assert {claim.status for claim in talk.claims} - {Status.PUBLISHED} == statuses
    assert [claim.speaker for claim in talk.claims].count(ABSENT) == 1
    assert not talk.stances


def test_notes_hold_what_the_guest_said_what_their_writer_thinks_and_what_others_are_said_to_hold(talk):
    talk, notes = talk(), SyntheticDocument("talk-1-notes", Format.NOTES, "A writer")
    take_notes(talk, notes, ["scaling"])
    chains = [(claim.speaker, claim.evidence[0].asserter, claim.evidence[0].basis) for claim in talk.claims]
    assert chains == [
        ("ada", "ada", Basis.NARRATED),
        (NOTES_WRITER, NOTES_WRITER, Basis.WRITTEN),
        ("ada", "ada", Basis.CONTEXTUAL),
        (ABSENT, "ada", Basis.NARRATED),
    ]
    assert all(claim.evidence[0].exact in notes.text for claim in talk.claims)
    assert [passage.disposition for passage in notes.passages] == [None] * 4 + ["unattributed"]
