"""What follows from coded records by the rules of the coding manual; nothing here is ever typed by a curator."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.coding.vocabulary import Attribution, Basis, Confidence, Grade, Mode, StanceCode

POSITIONS = range(-2, 3)

POSITION_LABELS = {-2: "Firmly", -1: "Leans", 0: "Between", 1: "Leans", 2: "Firmly"}
"""The degree of each position; the pole's name follows it, on either side of the middle."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What the rules need to know of one piece of evidence; ``passage`` tells passages apart."""

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


def claim_mode(evidence: Iterable[tuple[Attribution, Mode]]) -> Mode | None:
    """Return the mode of the strongest direct evidence, else of the strongest reported; None without any."""
    order = list(Mode)
    ranked = sorted((attribution != Attribution.DIRECT, order.index(mode)) for attribution, mode in evidence)
    return order[ranked[0][1]] if ranked else None


def grade_confidence(witnesses: Iterable[Witness]) -> Confidence | None:
    """Return the confidence that scoring evidence gives a stance; None where none scores.

    ``high`` with two scoring passages or more of grade transcript or quotation, ``medium`` with one, ``low``
    with summaries or notes only.
    """
    scoring = [witness for witness in witnesses if witness.scoring]
    if not scoring:
        return None
    spoken = {witness.passage for witness in scoring if witness.grade.is_speech}
    return [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH][min(len(spoken), 2)]


def degree_label(position: int, poles: tuple[str, str]) -> str:
    """Return the words for a position (−2…2) on a scale between two poles: ``Leans: scale is a dead end``."""
    if position == 0:
        return POSITION_LABELS[0]
    return f"{POSITION_LABELS[position]}: {poles[position > 0]}"


def stance_label(code: StanceCode, position: int | None, poles: tuple[str, str], witnesses: Iterable[Witness]) -> str:
    """Return a stance in words: its degree and pole, then how thin the evidence is where it is thin."""
    if code != StanceCode.POSITION or position is None:
        return code.label
    scoring = [witness for witness in witnesses if witness.scoring]
    remarks = []
    if grade_confidence(scoring) == Confidence.LOW:
        remarks.append("as summarised")
    if len(scoring) == 1:
        remarks.append("said once")
    degree = degree_label(position, poles)
    return f"{degree} ({', '.join(remarks)})" if remarks else degree


def position_fault(position: int, witnesses: Iterable[Witness]) -> str | None:
    """Return what a numbered position lacks by the coding rules, or None where its evidence carries it.

    A number needs a scoring item; ±2 needs an asserted one or two passages apart.
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
