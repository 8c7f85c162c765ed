"""The attribution chain as one sentence: holder, asserter and writer."""

from explorer.coding.vocabulary import Basis, Grade
from explorer.text import form_possessive

WRITTEN = {
    Grade.TRANSCRIPT: "as transcribed by",
    Grade.QUOTATION: "as quoted by",
    Grade.SUMMARY: "as summarised by",
    Grade.NOTES: "as noted by",
}


def describe_evidence(*, holder: str, asserter: str, basis: Basis, grade: Grade, writer: str) -> str:
    """Return the chain of one piece of evidence.

    For example: ``Geoffrey Hinton’s view, as reported by Yann LeCun, as noted by Vilson Vieira``. The chain speaks of
    ``words`` only for the holder's own speech, else of a ``view``; ``implied`` marks the basis *contextual*.
    """
    direct = holder == asserter
    parts = [f"{form_possessive(holder)} {'words' if direct and grade.is_speech else 'view'}"]
    if not direct:
        parts.append(f"as reported by {asserter}")
    if basis == Basis.CONTEXTUAL and asserter != writer:
        parts[-1] += " (implied)"
    if basis == Basis.INFERRED:
        parts.append("the voice inferred by the curator")
    parts.append("in writing of their own" if asserter == writer else f"{WRITTEN[grade]} {writer}")
    return ", ".join(parts)


def describe_passage(*, speaker: str | None, grade: Grade, writer: str) -> str:
    """Return the chain of a passage: its labelled speaker, if any, and its writer.

    For example: ``Blake Richards’s words, as transcribed by Michaël Trazzi``, or ``as summarised by Glasp``.
    """
    written = f"{WRITTEN[grade]} {writer}"
    if speaker:
        return f"{form_possessive(speaker)} words, {written}" if grade.is_speech else f"{speaker}, {written}"
    return f"Speaker not labelled in the document, {written}" if grade.is_speech else written[0].upper() + written[1:]
