"""Rules of the coding manual: attribution, scoring, confidence and labels are derived, and never typed by a curator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import Attribution, Basis, Confidence, Grade, Mode, PointsTo, StanceCode

POSITIONS = range(-2, 3)

MODES = tuple(Mode)
"""The modes, the strongest first."""

POSITION_LABELS = {-2: "Firmly", -1: "Leans", 0: "In between", 1: "Leans", 2: "Firmly"}
"""The degree of each position; a label adds the name of the pole, except in the middle."""


@dataclass(frozen=True, slots=True)
class Witness:
    """The facts about one piece of evidence that the rules use; ``passage`` identifies its passage."""

    passage: str
    grade: Grade
    attribution: Attribution
    basis: Basis
    mode: Mode

    @property
    def scoring(self) -> bool:
        """Whether the evidence can carry a numbered position."""
        return is_scoring(self.attribution, self.basis, self.mode)


def decide_attribution(holder: object, asserter: object) -> Attribution:
    """Return ``direct`` where holder and asserter are the same person, else ``reported``."""
    return Attribution.DIRECT if holder == asserter else Attribution.REPORTED


def is_scoring(attribution: Attribution, basis: Basis, mode: Mode) -> bool:
    """Whether evidence is direct, asserted or hedged, and labelled or narrated; all else is informative."""
    return (
        attribution == Attribution.DIRECT
        and basis in {Basis.LABELLED, Basis.NARRATED}
        and mode in {Mode.ASSERTED, Mode.HEDGED}
    )


def find_strongest_mode(evidence: Iterable[tuple[Attribution, Mode]]) -> Mode | None:
    """Return the strongest mode of direct evidence, else of reported evidence; None without evidence."""
    ranked = ((attribution != Attribution.DIRECT, MODES.index(mode)) for attribution, mode in evidence)
    best = min(ranked, default=None)
    return MODES[best[1]] if best else None


def find_surest_basis(evidence: Iterable[tuple[Attribution, Basis]]) -> Basis | None:
    """Return the surest basis of direct evidence, None without any: a claim that others report has none."""
    order = list(Basis)
    direct = (basis for attribution, basis in evidence if attribution == Attribution.DIRECT)
    return min(direct, key=order.index, default=None)


def grade_confidence(witnesses: Iterable[Witness]) -> Confidence | None:
    """Return the confidence of a stance by its scoring evidence; None without any.

    The confidence is ``high`` with at least two scoring passages of grade transcript or quotation, ``medium`` with one,
    and ``low`` with summaries or notes only.
    """
    scoring = [witness for witness in witnesses if witness.scoring]
    if not scoring:
        return None
    spoken = {witness.passage for witness in scoring if witness.grade.is_speech}
    return [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH][min(len(spoken), 2)]


def degree_label(position: int, poles: tuple[str, str]) -> str:
    """Return the label of a position (−2…2) on a scale between two poles: ``Leans: scale is a dead end``."""
    if position == 0:
        return POSITION_LABELS[0]
    return f"{POSITION_LABELS[position]}: {poles[position > 0]}"


def code_label(code: StanceCode, points_to: PointsTo | None, poles: tuple[str, str]) -> str:
    """Return the label of a stance without a number: the code, and what the words point to where that is coded."""
    if points_to is None:
        return code.label
    target = f"“{poles[points_to.direction > 0]}”" if points_to.direction else "the middle"
    return f"{code.label}; points to {target}"


def position_label(position: int, poles: tuple[str, str], witnesses: Iterable[Witness]) -> str:
    """Return the label of a stance with a number: degree and pole, with a remark if the evidence is thin."""
    scoring = [witness for witness in witnesses if witness.scoring]
    return remark_label(degree_label(position, poles), grade_confidence(scoring), len(scoring))


def remark_label(degree: str, confidence: Confidence | None, scoring: int) -> str:
    """Return a degree with a remark if the evidence is thin; ``scoring`` is the number of pieces that score."""
    remarks = []
    if confidence == Confidence.LOW:
        remarks.append("from a summary")
    if scoring == 1:
        remarks.append("said once")
    return f"{degree} ({', '.join(remarks)})" if remarks else degree


def position_fault(position: int, witnesses: Iterable[Witness]) -> str | None:
    """Return what a numbered position lacks, None if its evidence carries it.

    A number needs scoring evidence; ±2 needs an asserted piece, or two passages.
    """
    scoring = [witness for witness in witnesses if witness.scoring]
    if not scoring:
        return (
            f"position {position} has no scoring evidence (direct, asserted or hedged, labelled or narrated); "
            "add such evidence to a claim with bearing 'position', or code the stance without a number"
        )
    firm = any(witness.mode == Mode.ASSERTED for witness in scoring)
    if abs(position) == 2 and not firm and len({witness.passage for witness in scoring}) < 2:
        return f"position {position} rests on one hedged passage; hedged statements lean: use {position // 2}"
    return None


def unnumbered_fault(code: StanceCode, points_to: PointsTo | None, witnesses: Sequence[Witness]) -> str | None:
    """Return what a code without a number lacks, None if its evidence carries it.

    ``cannot-be-foreseen`` needs scoring evidence, as a number does. ``not-placed`` needs evidence of which nothing
    scores; what it points to takes two pieces by the speaker's own account.
    """
    is_scoring = any(witness.scoring for witness in witnesses)
    if code == StanceCode.CANNOT_BE_FORESEEN and not is_scoring:
        return (
            "'cannot-be-foreseen' has no scoring evidence (direct, asserted or hedged, labelled or narrated); "
            "add such evidence to a claim with bearing 'position', or use 'not-placed'"
        )
    if code == StanceCode.NOT_PLACED and is_scoring:
        return "'not-placed' has scoring evidence; give a position, or the code that says why there is none"
    direct = [witness for witness in witnesses if witness.attribution == Attribution.DIRECT]
    if points_to and len(direct) < 2:
        return "points_to rests on fewer than two quotations; add another that agrees, or leave points_to out"
    return None
