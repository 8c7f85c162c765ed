"""The attribution chain in words: whose view, who says so, who wrote it down."""

import pytest

from explorer.coding.attribution_chain import WRITTEN, describe_evidence, describe_passage
from explorer.coding.vocabulary import Basis, Grade


def chain(holder="Ada", asserter="Ada", basis=Basis.LABELLED, grade=Grade.TRANSCRIPT, writer="a typist"):
    return describe_evidence(holder=holder, asserter=asserter, basis=basis, grade=grade, writer=writer)


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
        ({"writer": "Ada", "grade": Grade.NOTES}, "Ada’s view, in writing of their own"),
        (
            {"asserter": "Bob", "writer": "Bob", "grade": Grade.NOTES},
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
