"""The coding manual for readers: the meaning of each code, and the rules applied to examples.

The method page prints this module only, so that it cannot differ from what the code does.
"""

from collections.abc import Mapping

from explorer.coding import rules
from explorer.coding.vocabulary import (
    Attribution,
    Basis,
    Code,
    Confidence,
    ContrastKind,
    Disposition,
    Grade,
    Mode,
    PointsTo,
    RelationKind,
    Silence,
    StanceCode,
)

MEANINGS: Mapping[type[Code], Mapping[Code, str]] = {
    Grade: {
        Grade.TRANSCRIPT: "Speech written down in full. It stands in quotation marks.",
        Grade.QUOTATION: "Printed as direct speech without the talk around it, and possibly cut. We say so beside it.",
        Grade.SUMMARY: "A paraphrase by an editor or a machine. It is never set in quotation marks.",
        Grade.NOTES: "Somebody’s own notes on the conversation. They are never set in quotation marks.",
    },
    Basis: {
        Basis.LABELLED: "A name stands before the words.",
        Basis.NARRATED: "A summary or note says “LeCun argues …” or “he argues …” about what follows.",
        Basis.WRITTEN: "Whoever wrote the notes speaks there of their own view, as “I” or “we”.",
        Basis.CONTEXTUAL: "A summary or note of an interview with one guest states it, and names nobody.",
        Basis.INFERRED: "No name stands there; a curator concludes from the talk whose words they are.",
    },
    Mode: {
        Mode.ASSERTED: "Said outright. A denial is an assertion too, and a passing “I think” takes nothing back.",
        Mode.HEDGED: "Said with doubt about the matter: “my guess”, “I suspect”, “maybe”.",
        Mode.CONDITIONAL: "Would hold under a condition that is not met yet: “if we saw …, then I would …”.",
    },
    StanceCode: {
        StanceCode.POSITION: "A place on the scale of the question.",
        StanceCode.REJECTS_QUESTION: "Denies that the question makes sense as it is put.",
        StanceCode.MIXED: "The documents give evidence for both sides and do not reconcile it.",
        StanceCode.NO_CLEAR_ANSWER: "Was asked, and did not say.",
        StanceCode.CANNOT_BE_FORESEEN: "Says that nobody can tell, which is no place in the middle.",
        StanceCode.NOT_PLACED: "Speaks to the question, but none of the words can carry a number. The reason stands "
        "beside it, and where several of them agree, what they point to, drawn dotted and counted nowhere.",
    },
    Confidence: {
        Confidence.HIGH: "Two passages or more of transcript or quotation carry the position.",
        Confidence.MEDIUM: "One passage of transcript or quotation carries it.",
        Confidence.LOW: "Only summaries or notes carry it. The mark is drawn hollow.",
    },
    Silence: {
        Silence.NO_SOURCE: "We hold no document of an episode with them.",
        Silence.NOT_READ: "Our documents have not yet been read for this question.",
        Silence.NOT_DISCUSSED: "Our documents were read in full; the question does not come up.",
        Silence.TOOK_NO_SIDE: "What they say touches on the question without answering it.",
    },
    RelationKind: {
        RelationKind.AGREES: "Both can be held for the same reason, or say the same of the same thing.",
        RelationKind.DISPUTES: "If one is right, the other is wrong or loses its ground.",
        RelationKind.QUALIFIES: "It limits the other, or adds a condition to it.",
        RelationKind.ANSWERS: "It replies to the other in the conversation.",
    },
    ContrastKind: {
        ContrastKind.CONTRADICT: "Asked the same in the same words, they answer differently.",
        ContrastKind.DIFFERENT_MEANING: "They use a word in two senses, and may not disagree about either.",
        ContrastKind.DIFFERENT_QUESTION: "Each speaks to another side of the matter, so that both may be right.",
        ContrastKind.CONDITIONAL: "One would agree with the other, given something that one of them names.",
        ContrastKind.SAME_VERDICT: "They come to one verdict for different reasons. It counts as agreement.",
    },
    Disposition: {
        Disposition.QUESTION: "It asks and states nothing.",
        Disposition.ASSENT: "A bare “right” or “yes” to somebody else’s words.",
        Disposition.NARRATION: "It tells what happened, or about somebody’s life and work.",
        Disposition.EXAMPLE: "It illustrates a claim that is coded elsewhere.",
        Disposition.ELABORATION: "It spins out a claim that is coded elsewhere.",
        Disposition.REPETITION: "It says again what is coded elsewhere.",
        Disposition.LOGISTICS: "Greetings, thanks, announcements, advertisements.",
        Disposition.JOKE: "It is not meant.",
        Disposition.UNCLEAR: "It cannot be made out what it says.",
        Disposition.UNATTRIBUTED: "It cannot be made out who holds it.",
    },
}
"""Meanings by list of codes, since two lists may have equal codes."""


NOT_CODED = ("Speaks to the question, not placed", "They take it up, and nobody has coded where they stand.")
"""The words, with their meaning, for claims of position without a stance, as those of hosts and writers are."""

POLES = ("the first pole", "the second pole")
"""Names of the poles for a scale without a topic."""

ON_THE_SCALE = (
    f"“{rules.POSITION_LABELS[2]}” needs an asserted statement or two passages apart; hedged ones lean. "
    "Any number needs one quotation that can carry it."
)
"""The rule of :func:`explorer.coding.rules.position_fault` in words."""


def build_legend(codes: type[Code]) -> list[tuple[Code, str]]:
    """Return every code of a list in order, with its meaning."""
    return [(code, MEANINGS[codes][code]) for code in codes]


def build_scoring_table() -> list[tuple[Basis, list[tuple[Mode, bool]]]]:
    """Return for each basis and mode whether direct evidence can carry a number."""
    return [(basis, [(mode, rules.is_scoring(Attribution.DIRECT, basis, mode)) for mode in Mode]) for basis in Basis]


def describe_weight(witness: rules.Witness) -> str:
    """Return in words whether a piece of evidence can carry a number, and if not, why."""
    if witness.scoring:
        return "can carry a number"
    if witness.attribution != Attribution.DIRECT:
        why = "somebody else reports it"
    elif not rules.is_scoring(witness.attribution, witness.basis, Mode.ASSERTED):  # not even if it were asserted
        why = MEANINGS[Basis][witness.basis].rstrip(".")
    else:
        why = MEANINGS[Mode][witness.mode].rstrip(".")
    return f"carries no number: {why[0].lower()}{why[1:]}"


def build_confidence_table() -> list[tuple[str, Confidence | None]]:
    """Return examples of evidence in words, each with the confidence that the rule gives, best first."""
    cases = {
        "Two passages of transcript": [_witness("1", Grade.TRANSCRIPT), _witness("2", Grade.TRANSCRIPT)],
        "A passage of transcript and a printed quotation": [
            _witness("1", Grade.TRANSCRIPT),
            _witness("2", Grade.QUOTATION),
        ],
        "One passage of transcript, quoted twice": [_witness("1", Grade.TRANSCRIPT)] * 2,
        "One passage of transcript and any number of summaries": [
            _witness("1", Grade.TRANSCRIPT),
            _witness("2", Grade.SUMMARY),
            _witness("3", Grade.SUMMARY),
        ],
        "Summaries or notes, however many": [_witness("1", Grade.SUMMARY), _witness("2", Grade.NOTES)],
        "Only what others report": [_witness("1", Grade.TRANSCRIPT, Attribution.REPORTED)],
    }
    return [(words, rules.grade_confidence(witnesses)) for words, witnesses in cases.items()]


def build_scale(poles: tuple[str, str]) -> list[tuple[int, str]]:
    """Return every position (−2…2) with its label between the two poles."""
    return [(position, rules.degree_label(position, poles)) for position in rules.POSITIONS]


def build_pointers(poles: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what the words of somebody who is not placed may point to between the two poles, nothing first."""
    words = {PointsTo.FIRST: poles[0], PointsTo.MIDDLE: PointsTo.MIDDLE.label, PointsTo.SECOND: poles[1]}
    return [("", "Nothing"), *((pointer.value, words[pointer]) for pointer in PointsTo)]


def _witness(passage: str, grade: Grade, attribution: Attribution = Attribution.DIRECT) -> rules.Witness:
    return rules.Witness(passage, grade, attribution, Basis.LABELLED, Mode.ASSERTED)
