"""The attribution chain in words: whose view, who says so, who wrote it down."""

import pytest

from explorer.coding.attribution_chain import (
    WRITTEN,
    describe_evidence,
    describe_holding,
    describe_passage,
    describe_voice,
)
from explorer.coding.vocabulary import Basis, Grade, Mode


def chain(holder="Ada", asserter="Ada", basis=Basis.LABELLED, grade=Grade.TRANSCRIPT, *, is_written=False):
    return describe_evidence(
        holder=holder, asserter=asserter, basis=basis, grade=grade, writer="a typist", is_written=is_written
    )


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, "Ada’s words, as transcribed by a typist"),
        ({"grade": Grade.QUOTATION}, "Ada’s words, as quoted by a typist"),
        ({"grade": Grade.SUMMARY}, "Ada’s view, as summarised by a typist"),
        ({"grade": Grade.NOTES}, "Ada’s view, as noted by a typist"),
        ({"asserter": "Bob"}, "Ada’s view, as reported by Bob, as transcribed by a typist"),
        ({"asserter": "Bob", "grade": Grade.NOTES}, "Ada’s view, as reported by Bob, as noted by a typist"),
        ({"basis": Basis.NARRATED, "grade": Grade.SUMMARY}, "Ada’s view, as summarised by a typist"),
        (
            {"basis": Basis.CONTEXTUAL, "grade": Grade.SUMMARY},
            "Ada’s view (implied), as summarised by a typist",
        ),
        ({"basis": Basis.INFERRED}, "Ada’s words, the voice inferred by the curator, as transcribed by a typist"),
        ({"is_written": True, "grade": Grade.NOTES}, "Ada’s view, in writing of their own"),
        (
            {"asserter": "Bob", "is_written": True, "grade": Grade.NOTES},
            "Ada’s view, as reported by Bob, in writing of their own",
        ),
    ],
)
def test_each_link_is_said_once(links, expected):
    assert chain(**links) == expected


@pytest.mark.parametrize("grade", Grade)
def test_a_reported_view_is_never_called_the_holders_words(grade):
    assert "words" not in chain(asserter="Bob", grade=grade)


@pytest.mark.parametrize("grade", [grade for grade in Grade if not grade.is_speech])
def test_a_paraphrase_is_never_called_the_holders_words(grade):
    assert "words" not in chain(grade=grade)


@pytest.mark.parametrize(
    ("basis", "grade", "heading", "voice"),
    [
        (Basis.NARRATED, Grade.SUMMARY, "A view held by Ada", "Ada in"),
        (Basis.WRITTEN, Grade.NOTES, "A view held by Ada, in writing of their own", "Ada in"),
        (
            Basis.CONTEXTUAL,
            Grade.SUMMARY,
            "Stated by a summary of an interview with Ada, which does not say that it is their view",
            "a summary of an interview with Ada,",
        ),
        (
            Basis.CONTEXTUAL,
            Grade.NOTES,
            "Stated by notes on an interview with Ada, which do not say that it is their view",
            "notes on an interview with Ada,",
        ),
        (
            Basis.INFERRED,
            Grade.TRANSCRIPT,
            "Words in which a curator infers the voice of Ada",
            "words in which a curator infers the voice of Ada, in",
        ),
        (None, None, "A view that others report of Ada; it gives no position", "Bob on Ada in"),
    ],
)
def test_nobody_is_said_to_hold_what_no_document_says_is_theirs(basis, grade, heading, voice):
    before, after = describe_holding(basis, grade, Mode.ASSERTED)
    assert f"{before} Ada{after}" == heading
    assert describe_voice(holder="Ada", reporter="Bob", basis=basis, grade=grade) == voice


def test_how_firmly_a_view_is_held_is_said_after_its_holder():
    assert describe_holding(Basis.LABELLED, Grade.TRANSCRIPT, Mode.HEDGED)[1] == ", with a hedge"
    assert describe_holding(Basis.INFERRED, Grade.TRANSCRIPT, Mode.CONDITIONAL)[1] == ", under a condition"
    assert describe_holding(None, None, Mode.HEDGED)[1] == "; it gives no position"


def test_every_grade_has_its_verb():
    assert set(WRITTEN) == set(Grade)


@pytest.mark.parametrize(
    ("speaker", "grade", "expected"),
    [
        ("Ada", Grade.TRANSCRIPT, "Ada’s words, as transcribed by a typist"),
        ("Ada", Grade.SUMMARY, "Ada, as summarised by a typist"),
        (None, Grade.TRANSCRIPT, "Speaker not labelled in the document, as transcribed by a typist"),
        (None, Grade.NOTES, "As noted by a typist"),
    ],
)
def test_a_passage_says_who_speaks_and_who_wrote_it_down(speaker, grade, expected):
    assert describe_passage(speaker=speaker, grade=grade, writer="a typist") == expected
