"""What follows from coded records, case by case as the coding manual puts it."""

import itertools

import pytest

from explorer.coding import rules
from explorer.coding.rules import Witness
from explorer.coding.vocabulary import Attribution, Basis, Confidence, Grade, Mode, PointsTo, StanceCode

POLES = ("it is not", "it is")


def witness(
    passage="1", grade=Grade.TRANSCRIPT, attribution=Attribution.DIRECT, basis=Basis.LABELLED, mode=Mode.ASSERTED
):
    return Witness(passage, grade, attribution, basis, mode)


REPORTED = witness(attribution=Attribution.REPORTED)
CONDITIONAL = witness(mode=Mode.CONDITIONAL)
HEDGED = witness(mode=Mode.HEDGED)


def test_the_holder_speaking_is_direct_and_anybody_else_reports():
    assert rules.decide_attribution(1, 1) == Attribution.DIRECT
    assert rules.decide_attribution(1, 2) == Attribution.REPORTED


def test_exactly_direct_labelled_or_narrated_asserted_or_hedged_evidence_scores():
    scoring = {
        combination for combination in itertools.product(Attribution, Basis, Mode) if rules.is_scoring(*combination)
    }
    assert scoring == set(
        itertools.product([Attribution.DIRECT], [Basis.LABELLED, Basis.NARRATED], [Mode.ASSERTED, Mode.HEDGED])
    )


@pytest.mark.parametrize("grade", Grade)
def test_the_grade_does_not_decide_whether_evidence_scores(grade):
    assert witness(grade=grade).scoring


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], None),
        ([("direct", "hedged")], "hedged"),
        ([("direct", "conditional"), ("direct", "hedged")], "hedged"),
        ([("direct", "hedged"), ("direct", "asserted")], "asserted"),
        ([("reported", "asserted"), ("direct", "conditional")], "conditional"),
        ([("reported", "conditional"), ("reported", "hedged")], "hedged"),
    ],
)
def test_a_claim_has_the_mode_of_its_strongest_direct_evidence(evidence, expected):
    assert rules.find_strongest_mode((Attribution(who), Mode(how)) for who, how in evidence) == expected


@pytest.mark.parametrize(
    ("witnesses", "expected"),
    [
        ([], None),
        ([REPORTED, CONDITIONAL], None),
        ([witness(grade=Grade.SUMMARY), witness("2", grade=Grade.NOTES)], Confidence.LOW),
        ([witness(grade=Grade.TRANSCRIPT)], Confidence.MEDIUM),
        ([witness(grade=Grade.QUOTATION), witness("2", grade=Grade.SUMMARY)], Confidence.MEDIUM),
        ([witness(), witness()], Confidence.MEDIUM),
        ([witness(), REPORTED, CONDITIONAL], Confidence.MEDIUM),
        ([witness(), witness("2", grade=Grade.QUOTATION)], Confidence.HIGH),
        ([witness(str(n)) for n in range(5)], Confidence.HIGH),
    ],
)
def test_confidence_counts_scoring_passages_of_speech(witnesses, expected):
    assert rules.grade_confidence(witnesses) == expected


@pytest.mark.parametrize(
    ("position", "label"),
    [(-2, "Firmly: it is not"), (-1, "Leans: it is not"), (0, "In between"), (1, "Leans: it is"), (2, "Firmly: it is")],
)
def test_a_degree_names_its_pole(position, label):
    assert rules.degree_label(position, POLES) == label


@pytest.mark.parametrize(
    ("witnesses", "remarks"),
    [
        ([witness(), witness("2")], ""),
        ([witness(), REPORTED], " (said once)"),
        ([witness(grade=Grade.SUMMARY)], " (from a summary, said once)"),
        ([witness(grade=Grade.SUMMARY), witness("2", grade=Grade.NOTES)], " (from a summary)"),
        ([], ""),
    ],
)
def test_a_label_says_how_thin_its_evidence_is(witnesses, remarks):
    assert rules.position_label(1, POLES, witnesses) == f"Leans: it is{remarks}"


@pytest.mark.parametrize("code", [code for code in StanceCode if code != StanceCode.POSITION])
def test_a_code_without_a_number_is_its_own_label(code):
    assert rules.code_label(code, None, POLES) == code.label


@pytest.mark.parametrize(
    ("points_to", "words"),
    [(PointsTo.FIRST, "“it is not”"), (PointsTo.MIDDLE, "the middle"), (PointsTo.SECOND, "“it is”")],
)
def test_what_words_point_to_is_said_in_words_and_is_no_degree(points_to, words):
    label = rules.code_label(StanceCode.NOT_PLACED, points_to, POLES)
    assert label == f"{StanceCode.NOT_PLACED.label}; points to {words}"
    assert not any(degree in label for degree in rules.POSITION_LABELS.values())


def test_that_it_cannot_be_foreseen_needs_as_much_as_a_number():
    code = StanceCode.CANNOT_BE_FORESEEN
    for witnesses in ([], [REPORTED], [CONDITIONAL]):
        assert "has no scoring evidence" in rules.unnumbered_fault(code, None, witnesses)
    assert rules.unnumbered_fault(code, None, [HEDGED]) is None


def test_who_is_not_placed_has_nothing_that_scores():
    code = StanceCode.NOT_PLACED
    assert "has scoring evidence" in rules.unnumbered_fault(code, None, [CONDITIONAL, HEDGED])
    assert rules.unnumbered_fault(code, None, [CONDITIONAL]) is None


def test_two_quotations_of_their_own_point_and_one_or_a_report_does_not():
    for witnesses in ([CONDITIONAL], [CONDITIONAL, REPORTED]):
        fault = rules.unnumbered_fault(StanceCode.NOT_PLACED, PointsTo.MIDDLE, witnesses)
        assert "fewer than two quotations" in fault
    assert rules.unnumbered_fault(StanceCode.NOT_PLACED, PointsTo.MIDDLE, [CONDITIONAL, CONDITIONAL]) is None


@pytest.mark.parametrize("position", rules.POSITIONS)
def test_a_number_needs_scoring_evidence(position):
    for witnesses in ([], [REPORTED], [CONDITIONAL], [REPORTED, CONDITIONAL]):
        assert "has no scoring evidence" in rules.position_fault(position, witnesses)
    assert rules.position_fault(position, [witness()]) is None


@pytest.mark.parametrize(("position", "lean"), [(2, 1), (-2, -1)])
def test_hedged_statements_lean(position, lean):
    for witnesses in ([HEDGED], [HEDGED, HEDGED], [HEDGED, REPORTED]):
        assert rules.position_fault(position, witnesses).endswith(f"hedged statements lean: use {lean}")
    assert rules.position_fault(lean, [HEDGED]) is None


@pytest.mark.parametrize("position", [-2, 2])
def test_a_firm_position_stands_on_two_passages_that_hedge(position):
    assert rules.position_fault(position, [HEDGED, witness("2", mode=Mode.HEDGED)]) is None
