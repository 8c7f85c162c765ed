"""The answer in sentences: what is said on pages of a sentence that was looked up."""

from collections.abc import Iterable

from explorer.anchoring import Likeness
from explorer.coding.vocabulary import Grade
from explorer.models import Speaker
from explorer.quotations.lookup import SaidAnswer
from explorer.quotations.matches import MOST_SHOWN, SaidMatch
from explorer.search.notices import CUT_SHORT
from explorer.text import form_possessive, join_words

LOOKED_UP = (
    "It was looked for to the letter, in other writings, and with words left out, added or changed, in every document "
    "whose text may be shown; of the others only the published quotations are compared, and word for word. "
    "It may have been said elsewhere."
)
FALLBACK = (
    "The search index is not ready. Until it is, the sentence is compared only with documents that have its longest "
    "words, and not with all of them."
)


NOT_SPEECH = {Grade.SUMMARY: "in a summary, not as speech", Grade.NOTES: "in notes, not as speech"}


def describe_verdict(answer: SaidAnswer) -> str:
    """Return the answer as one line, without a full stop."""
    if not answer.matches:
        return "It stands in no document here"
    best = answer.matches[0]
    if answer.speaker is None:
        return _describe_place(best)
    if answer.own:
        return _describe_own(answer.speaker.name, best, _list_voices(answer.matches, besides=answer.speaker))
    return _describe_others(answer.speaker.name, best, _list_voices(answer.matches))


def list_answer_notices(answer: SaidAnswer) -> list[str]:
    """Return what is to be known of an answer beside its verdict."""
    said = [FALLBACK] if answer.is_fallback else []
    if not answer.is_complete:
        said.append(CUT_SHORT)
    if len(answer.matches) == MOST_SHOWN:
        said.append(f"The first {MOST_SHOWN} places are shown; there may be more.")
    return said


def describe_likeness(match: SaidMatch) -> str:
    """Return how a match has the words, as part of a sentence."""
    if match.likeness == Likeness.FOLDED:
        return f"but for {join_words([fold.value for fold in match.folds])}"
    return "to the letter" if match.likeness == Likeness.EXACT else "nearly"


def _describe_place(match: SaidMatch) -> str:
    where = NOT_SPEECH.get(Grade(match.passage.grade), "")
    said = f"Yes, {describe_likeness(match)}"
    # A sentence and its negation come near each other: nothing is said of what they mean.
    if match.likeness == Likeness.NEAR:
        said = "Nearly: the words that stand here differ from these"
    return f"{said}, {where}" if where else said


def _describe_own(name: str, match: SaidMatch, others: list[str]) -> str:
    if match.likeness != Likeness.NEAR:
        return f"Yes, {name} said it, {describe_likeness(match)}"
    also = f"; see also {join_words(others)}" if others else ""
    return f"Nearly: the words of {name} differ from these{also}"


def _describe_others(name: str, match: SaidMatch, others: list[str]) -> str:
    how, near = describe_likeness(match), match.likeness == Likeness.NEAR
    if others and near:
        return f"Not {name}, and only nearly {join_words(others, 'or')}"
    if others:
        return f"Not {name}, but {join_words(others)} said it, {how}"
    return f"It stands in a document, {how}, but not as {form_possessive(name)} own words"


def _list_voices(matches: Iterable[SaidMatch], besides: Speaker | None = None) -> list[str]:
    """Return the names of those who say the words, in the order of the matches."""
    return list(dict.fromkeys(match.voice.name for match in matches if match.voice and match.voice != besides))
