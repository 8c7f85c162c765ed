"""The attribution chain as one sentence: holder, asserter and writer; and whose view a claim is, in words."""

from explorer.coding.vocabulary import Basis, Grade, Mode
from explorer.text import form_possessive

WRITTEN = {
    Grade.TRANSCRIPT: "as transcribed by",
    Grade.QUOTATION: "as quoted by",
    Grade.SUMMARY: "as summarised by",
    Grade.NOTES: "as noted by",
}


def describe_evidence(*, holder: str, asserter: str, basis: Basis, grade: Grade, writer: str, is_written: bool) -> str:
    """Return the chain of one piece of evidence; ``is_written`` is true where the asserter is the writer.

    For example: ``Geoffrey Hinton’s view, as reported by Yann LeCun, as noted by Vilson Vieira``. The chain speaks of
    ``words`` only for the holder's own speech, else of a ``view``; ``implied`` marks the basis *contextual*.
    """
    direct = holder == asserter
    parts = [f"{form_possessive(holder)} {'words' if direct and grade.is_speech else 'view'}"]
    if not direct:
        parts.append(f"as reported by {asserter}")
    if basis == Basis.CONTEXTUAL and not is_written:
        parts[-1] += " (implied)"
    if basis == Basis.INFERRED:
        parts.append("the voice inferred by the curator")
    parts.append("in writing of their own" if is_written else f"{WRITTEN[grade]} {writer}")
    return ", ".join(parts)


MODES = {Mode.HEDGED: ", with a hedge", Mode.CONDITIONAL: ", under a condition"}


def describe_holding(basis: Basis | None, grade: Grade | None, mode: Mode | None) -> tuple[str, str]:
    """Return the words before and after the holder's name that say whose view a claim is, and how firmly it is held.

    ``basis`` is the surest of the claim's direct evidence, ``grade`` the best and ``mode`` the strongest; basis and
    grade are None where others report all of it.
    """
    firmness = MODES.get(mode, "") if mode else ""
    if basis is None:
        return "A view that others report of", "; it gives no position"
    if basis == Basis.CONTEXTUAL:
        unsaid = "which do not say" if grade == Grade.NOTES else "which does not say"
        return f"Stated by {_name_account(grade)} an interview with", f", {unsaid} that it is their view{firmness}"
    if basis == Basis.INFERRED:
        return "Words in which a curator infers the voice of", firmness
    return "A view held by", f"{', in writing of their own' if basis == Basis.WRITTEN else ''}{firmness}"


def describe_voice(*, holder: str, reporter: str, basis: Basis | None, grade: Grade | None) -> str:
    """Return whose words a claim is drawn from, to stand before the title of their origin: ``Yann LeCun in``.

    ``basis`` and ``grade`` are as in ``describe_holding``; ``reporter`` asserts the words that others report.
    """
    if basis is None:
        return f"{reporter} on {holder} in"
    if basis == Basis.CONTEXTUAL:
        return f"{_name_account(grade)} an interview with {holder},"
    if basis == Basis.INFERRED:
        return f"words in which a curator infers the voice of {holder}, in"
    return f"{holder} in"


def _name_account(grade: Grade | None) -> str:
    return "notes on" if grade == Grade.NOTES else "a summary of"


def describe_passage(*, speaker: str | None, grade: Grade, writer: str) -> str:
    """Return the chain of a passage: its labelled speaker, if any, and its writer.

    For example: ``Blake Richards’s words, as transcribed by Michaël Trazzi``, or ``as summarised by Glasp``.
    """
    written = f"{WRITTEN[grade]} {writer}"
    if speaker:
        return f"{form_possessive(speaker)} words, {written}" if grade.is_speech else f"{speaker}, {written}"
    return f"Speaker not labelled in the document, {written}" if grade.is_speech else written[0].upper() + written[1:]
