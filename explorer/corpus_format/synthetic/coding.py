"""How a synthetic conversation is coded: on every question that it touches, each kind of stance in its turn."""

from explorer.coding.vocabulary import Basis, Bearing, Disposition, Grade, Mode, PassageKind, StanceCode, Status
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
)
TOGETHER = {1: 1, 2: 2}
"""Questions on which all stand on one step, so that one place has to hold many marks."""

TALKATIVE = 9
"""How many more claims there are on the first question where somebody says a great deal."""

UNPUBLISHED = {2: Status.DRAFT, 4: Status.IN_REVIEW, 5: Status.RETRACTED}
"""The status of one more claim of an episode, by its number modulo 7."""


def outcome(guest: int, question: int, again: int) -> int | StanceCode:
    """Return where a guest stands on a question when asked for the ``again``th time: a position, or a code without."""
    return TOGETHER.get(question, OUTCOMES[(guest * 3 + question + again) % len(OUTCOMES)])


def discuss(talk: Talk, topic: str, stood: int | StanceCode, *, at_length: bool) -> None:
    """Write what is said on a question, and code it so that the stance is carried as the rules ask."""
    on = {topic: Bearing.POSITION}
    for evidence in _carried_by(talk, stood):
        talk.claim(on, evidence)
    if at_length:
        for _ in range(TALKATIVE):
            talk.claim(on, [talk.said()])
    code, position = (stood, None) if isinstance(stood, StanceCode) else (StanceCode.POSITION, stood)
    length = talk.rng.choice((0, 150, 400))
    rationale = talk.statements.exactly(length) if length else talk.statements.sentence(2)
    talk.stances.append(
        StanceRecord(
            speaker=talk.guest,
            topic=topic,
            code=code,
            position=position,
            rationale=rationale,
            status=Status.PUBLISHED,
        )
    )


def _carried_by(talk: Talk, stood: int | StanceCode) -> list[list[EvidenceRecord]]:
    if stood == StanceCode.NO_CLEAR_ANSWER:
        talk.unanswered()
        return []
    if stood == StanceCode.MIXED:
        return [[talk.said()], [talk.said(Mode.CONDITIONAL)]]
    if stood == StanceCode.REJECTS_QUESTION:
        return [[talk.said()]]
    if stood in {-1, 1}:
        return [[talk.said(Mode.HEDGED)]]
    return [[talk.said(), talk.said()], [talk.said()]] if stood else [talk.said_twice()]


def touch_on(talk: Talk, number: int, topics: list[str], others: list[str]) -> None:
    """Add what takes no position: context, reports of others' views, drafts and what was withdrawn."""
    near = dict.fromkeys(topics[:2], Bearing.CONTEXT)
    for basis in (Basis.CONTEXTUAL, Basis.INFERRED):
        talk.claim(near, [talk.said(basis=basis)])
    for other in others:
        talk.claim({topics[0]: Bearing.POSITION}, [talk.said()], holder=other)
    if number % 7 in UNPUBLISHED:
        talk.claim(near, [talk.said()], status=UNPUBLISHED[number % 7])


def take_notes(talk: Talk, notes: SyntheticDocument, topics: list[str]) -> None:
    """Write somebody's notes on the conversation: what the guest said, what they think of it, and what is unclear."""
    notes.head(talk.wording.heading())
    on = {topics[0]: Bearing.POSITION}
    for asserter, basis, opening in (
        (talk.guest, Basis.NARRATED, f"{talk.guest_label} says that "),
        (NOTES_WRITER, Basis.INFERRED, "From experience: "),
        (talk.guest, Basis.CONTEXTUAL, ""),
    ):
        exact = talk.wording.sentence(2, opening)
        notes.passage(PassageKind.NOTE, Grade.NOTES, f"{exact} {talk.wording.sentences(1)}")
        talk.claim(on, [notes.quote(exact, asserter=asserter, basis=basis)], holder=asserter)
    exact = talk.wording.sentence(2, f"{talk.guest_label} reports what is held by another, that ")
    notes.passage(PassageKind.NOTE, Grade.NOTES, exact)
    talk.claim(on, [notes.quote(exact, asserter=talk.guest, basis=Basis.NARRATED)], holder=ABSENT)
    notes.passage(PassageKind.NOTE, Grade.NOTES, talk.wording.sentences(2), Disposition.UNATTRIBUTED)
