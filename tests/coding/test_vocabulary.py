"""The closed lists: codes as the contract spells them, each with words for readers."""

import json
import re

import pytest

from explorer.coding import vocabulary
from explorer.coding.vocabulary import Code, Grade

LISTS = [value for value in vars(vocabulary).values() if isinstance(value, type) and issubclass(value, Code)]
CODES = [code for codes in LISTS for code in codes]

EXPECTED = {
    "Format": (
        "summary-page chapters-page notes qa-page markdown-transcript webvtt subrip podcast-json podcast-chapters "
        "html-transcript timestamp-list plain-text"
    ),
    "PassageKind": "summary takeaway quotation question answer insight chapter turn note",
    "Grade": "transcript quotation summary notes",
    "TimeBasis": "own section",
    "Disposition": "question assent narration example elaboration repetition logistics joke unclear unattributed",
    "AppearanceRole": "guest host",
    "Basis": "labelled narrated written contextual inferred",
    "Medium": "said written",
    "Mode": "asserted hedged conditional",
    "Attribution": "direct reported",
    "ClaimRole": "plain definition prediction would-change-mind compass",
    "Bearing": "position context",
    "Pole": "first second",
    "StanceCode": "position rejects-question mixed no-clear-answer cannot-be-foreseen not-placed",
    "PointsTo": "first middle second",
    "Confidence": "high medium low",
    "Silence": "no-source not-read not-discussed took-no-side",
    "RelationKind": "agrees disputes qualifies answers",
    "ContrastKind": "contradict different-meaning different-question conditional same-verdict",
    "BlindVerdict": "carried partly not opposite",
    "Status": "draft in-review published retracted",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_holds_the_codes_of_the_contract_in_order(name):
    held = [code.value for code in getattr(vocabulary, name)]
    expected = EXPECTED[name].split()
    assert held[: len(expected)] == expected if name == "Format" else held == expected


def test_every_list_is_checked_here():
    assert {codes.__name__ for codes in LISTS} - {"Code"} == set(EXPECTED)


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code.name}")
def test_a_code_is_its_value_and_has_words_for_readers(code):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.value)
    assert len(code.value) <= 20, "the database keeps twenty characters of a code"
    assert code.label[0].isupper() or code.label in {"its own", "start of its section"}
    assert f"{code}" == code.value
    assert json.loads(json.dumps(code)) == code.value


@pytest.mark.parametrize("codes", [codes for codes in LISTS if codes is not Code], ids=lambda codes: codes.__name__)
def test_labels_tell_codes_apart(codes):
    assert len({code.label for code in codes}) == len(codes)
    assert codes.choices() == [(code.value, code.label) for code in codes]


def test_only_transcripts_and_printed_quotations_are_speech():
    assert {grade for grade in Grade if grade.is_speech} == {Grade.TRANSCRIPT, Grade.QUOTATION}
