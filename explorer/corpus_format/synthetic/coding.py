"""Coding of a synthetic conversation: each question that it touches gets a stance; the kinds of stance take turns."""

from explorer.coding.vocabulary import (
    Basis,
    Bearing,
    ClaimRole,
    Disposition,
    Grade,
    Mode,
    PassageKind,
    PointsTo,
    StanceCode,
    Status,
)
from explorer.corpus_format.schema import EvidenceRecord, StanceRecord
from explorer.corpus_format.synthetic.documents import SyntheticDocument
from explorer.corpus_format.synthetic.people import ABSENT, NOTES_WRITER
from explorer.corpus_format.synthetic.talks import Talk

OUTCOMES: tuple[int | StanceCode, ...] = (
    -2,
    StanceCode.MIXED,
    1,
    0,
    StanceCode.REJECTS_QUESTION,
    2,
    -1,
    StanceCode.NO_CLEAR_ANSWER,
    StanceCode.CANNOT_BE_FORESEEN,
)
SHARED_OUTCOMES = {1: 1, 2: 2}
"""The position that all guests share, by the number of the question; one place of its scale then holds many marks."""

UNPLACED = 3
"""The number of the question on which every other guest is not placed, so that it has no contrasts."""

MORE_CLAIMS = 9
"""Number of additional claims on a question that is discussed at length."""

UNPUBLISHED = {2: Status.DRAFT, 4: Status.IN_REVIEW, 5: Status.RETRACTED}
"""Status of an additional claim, by the episode's number modulo 7."""


def choose_outcome(guest: int, question: int, again: int) -> int | StanceCode:
    """Return a guest's stance, a position or a code without one; ``again`` counts the guest's earlier conversations."""
    if question == UNPLACED and guest % 2:
        return StanceCode.NOT_PLACED
    return SHARED_OUTCOMES.get(question, OUTCOMES[(guest * 4 + question + again) % len(OUTCOMES)])


def discuss(talk: Talk, topic: str, outcome: int | StanceCode, *, at_length: bool) -> None:
    """Add passages, claims and a stance on a question, with the evidence that the coding rules require for it."""
    bearings = {topic: Bearing.POSITION}
    for evidence in _write_evidence(talk, outcome):
        talk.add_claim(bearings, evidence)
    if at_length:
        for _ in range(MORE_CLAIMS):
            talk.add_claim(bearings, [talk.say()])
    code, position = (outcome, None) if isinstance(outcome, StanceCode) else (StanceCode.POSITION, outcome)
    length = talk.rng.choice((0, 150, 400))
    rationale = talk.statements.sentence_of_length(length) if length else talk.statements.sentence(2)
    talk.stances.append(
        StanceRecord(
            speaker=talk.guest,
            topic=topic,
            code=code,
            position=position,
            points_to=PointsTo.SECOND if code == StanceCode.NOT_PLACED else None,
            rationale=rationale,
            status=Status.PUBLISHED,
        )
    )


def _write_evidence(talk: Talk, outcome: int | StanceCode) -> list[list[EvidenceRecord]]:
    """Add the guest's words that carry a stance, and return a list of evidence for each claim in them."""
    if outcome == StanceCode.NO_CLEAR_ANSWER:
        talk.evade()
        return []
    if outcome == StanceCode.MIXED:
        return [[talk.say()], [talk.say(Mode.CONDITIONAL)]]
    if outcome == StanceCode.NOT_PLACED:
        return [[talk.say(Mode.CONDITIONAL)], [talk.say(Mode.CONDITIONAL)]]
    if outcome in {StanceCode.REJECTS_QUESTION, StanceCode.CANNOT_BE_FORESEEN}:
        return [[talk.say()]]
    if outcome in {-1, 1}:
        return [[talk.say(Mode.HEDGED)]]
    return [[talk.say(), talk.say()], [talk.say()]] if outcome else [talk.say_twice()]


def add_context(talk: Talk, number: int, topics: list[str], others: list[str]) -> None:
    """Add claims that carry no stance: context, reported views of others and, at times, an unpublished claim."""
    context = dict.fromkeys(topics[:2], Bearing.CONTEXT)
    for basis in (Basis.CONTEXTUAL, Basis.INFERRED):
        is_drawn = number == 1 and basis == Basis.CONTEXTUAL
        talk.add_claim(context, [talk.say(basis=basis)], role=ClaimRole.COMPASS if is_drawn else None)
    for other in others:
        talk.add_claim({topics[0]: Bearing.POSITION}, [talk.say()], holder=other)
    if number % 7 in UNPUBLISHED:
        talk.add_claim(context, [talk.say()], status=UNPUBLISHED[number % 7])


def take_notes(talk: Talk, notes: SyntheticDocument, topics: list[str]) -> None:
    """Add notes on a conversation: views of the guest, the author and a third person, and an unattributed note."""
    notes.add_heading(talk.wording.heading())
    bearings = {topics[0]: Bearing.POSITION}
    for asserter, basis, opening in (
        (talk.guest, Basis.NARRATED, f"{talk.guest_label} says that "),
        (NOTES_WRITER, Basis.WRITTEN, "From experience: "),
        (talk.guest, Basis.CONTEXTUAL, ""),
    ):
        exact = talk.wording.sentence(2, opening)
        notes.add_passage(PassageKind.NOTE, Grade.NOTES, f"{exact} {talk.wording.sentences(1)}")
        talk.add_claim(bearings, [notes.quote(exact, asserter=asserter, basis=basis)], holder=asserter)
    exact = talk.wording.sentence(2, f"{talk.guest_label} reports what is held by another, that ")
    notes.add_passage(PassageKind.NOTE, Grade.NOTES, exact)
    talk.add_claim(bearings, [notes.quote(exact, asserter=talk.guest, basis=Basis.NARRATED)], holder=ABSENT)
    notes.add_passage(PassageKind.NOTE, Grade.NOTES, talk.wording.sentences(2), Disposition.UNATTRIBUTED)
