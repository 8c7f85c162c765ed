"""A synthetic conversation is written down so that every quotation stands in it, and claims are in order."""

import datetime

import pytest

from explorer.anchoring import Found, TextQuote, locate
from explorer.coding.vocabulary import Basis, Bearing, Format, Grade, Mode, Status
from explorer.corpus_format.synthetic.people import LONGEST_LINE

FORMS = [Format.MARKDOWN_TRANSCRIPT, Format.SUMMARY_PAGE]


def place_of(talk, evidence):
    return locate(talk.main.text, TextQuote(evidence.exact, evidence.prefix, evidence.suffix))


@pytest.mark.parametrize("form", FORMS)
def test_what_is_said_stands_in_one_place_of_the_document(talk, form):
    talk = talk(form)
    said = [talk.say(mode) for mode in Mode for _ in range(4)]
    said += talk.say_twice()
    assert all(isinstance(place_of(talk, one), Found) for one in said)
    assert len({place_of(talk, one).start for one in said}) == len(said)


def test_the_same_words_twice_are_told_apart_by_what_stands_before_them(talk):
    first, second = talk().say_twice()
    assert first.exact == second.exact
    assert first.prefix != second.prefix


def test_words_of_a_transcript_are_labelled_and_of_a_summary_only_what_is_printed(talk):
    spoken = talk()
    assert {spoken.say(basis=Basis.INFERRED).basis for _ in range(6)} == {Basis.LABELLED}
    written = talk(Format.SUMMARY_PAGE)
    for _ in range(12):
        basis = written.say(basis=Basis.INFERRED).basis
        assert basis in {Basis.LABELLED, Basis.INFERRED}
        passage = written.main.passages[-1]
        assert (basis == Basis.LABELLED) == (passage.grade == Grade.QUOTATION) == (passage.speaker == "ada")


def test_a_question_comes_before_what_answers_it(talk):
    talk = talk()
    talk.say()
    question, answer = talk.main.passages
    assert (question.speaker, question.disposition, answer.speaker, answer.answers) == (
        "bob",
        "question",
        "ada",
        question.id,
    )
    assert question.start_time < answer.start_time


def test_times_are_left_out_where_nobody_took_them(talk):
    talk = talk(timed=False)
    talk.say()
    assert {passage.start_time for passage in talk.main.passages} == {None}


def test_claims_are_numbered_and_a_statement_is_as_long_as_it_may_be_now_and_then(talk):
    talk = talk()
    evidence = [talk.say()]
    claims = [talk.add_claim({"scaling": Bearing.POSITION}, evidence) for _ in range(7)]
    assert [claim.slug for claim in claims] == [f"talk-1-claim-{number}" for number in range(1, 8)]
    assert max(len(claim.statement) for claim in claims) == LONGEST_LINE
    assert talk.claims == claims


def test_what_is_withdrawn_says_when_and_why(talk):
    talk = talk()
    claim = talk.add_claim({"scaling": Bearing.CONTEXT}, [talk.say()], holder="cy", status=Status.RETRACTED)
    assert (claim.speaker, claim.retracted_on) == ("cy", datetime.date(2026, 3, 1))
    assert claim.retraction_reason


def test_a_slip_stands_in_the_document_with_its_correction_beside_it(talk):
    talk = talk()
    talk.add_slip()
    [erratum] = talk.errata
    assert isinstance(locate(talk.main.text, TextQuote(erratum.exact)), Found)
    assert erratum.reading not in talk.main.text


@pytest.mark.parametrize("form", FORMS)
def test_chatter_says_of_every_passage_why_it_carries_no_claim(talk, form):
    talk = talk(form)
    talk.add_chatter(9)
    assert all(passage.disposition for passage in talk.main.passages)
    talk.evade()
    assert talk.main.passages[-1].disposition in {"unclear", "unattributed"}
