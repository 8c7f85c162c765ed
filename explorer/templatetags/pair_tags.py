"""Filters for people side by side: their short names, their verdicts in words, and the drawing of a duel."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import template

from explorer.coding.vocabulary import RelationKind
from explorer.debate.people import PairVerdict, QuestionRow
from explorer.models import Contrast, Speaker
from explorer.text import join_words

register = template.Library()

FIRST_X, STEP_X = 120, 49
"""The middle of the duel's axis, and the distance of two steps, in units of its view box."""

SHIFT_X = 10
"""The distance of a mark from its step where two marks share the step."""

RELATION_NOUNS = {
    RelationKind.AGREES: "agreement",
    RelationKind.DISPUTES: "dispute",
    RelationKind.QUALIFIES: "qualification",
    RelationKind.ANSWERS: "answer",
}

MARK = 12
"""The width of a mark."""


@dataclass(frozen=True, slots=True)
class DuelMark:
    """The mark of one of two people on a duel; ``x`` is its middle."""

    x: int
    initials: str
    position: int
    hollow: bool

    @property
    def left(self) -> int:
        return self.x - MARK // 2


@register.filter
def duel_marks(row: QuestionRow) -> list[DuelMark]:
    """Return the marks of two people on their common axis. Two marks on one step are moved apart."""
    initials = find_initials([column.speaker for column in row.columns])
    shifts = (-SHIFT_X, SHIFT_X) if len(row.positions) > 1 and row.distance == 0 else (0, 0)
    return [
        DuelMark(FIRST_X + STEP_X * column.position + shift, letters, column.position, column.is_thinly_evidenced)
        for column, letters, shift in zip(row.columns, initials, shifts, strict=True)
        if column.position is not None
    ]


@register.filter
def duel_gap(row: QuestionRow) -> str:
    """Return the path of the line between two marks, empty unless they are on different steps."""
    if not row.distance:
        return ""
    return f"M{FIRST_X + STEP_X * min(row.positions)} 28H{FIRST_X + STEP_X * max(row.positions)}"


@register.filter
def find_initials(speakers: Sequence[Speaker]) -> list[str]:
    """Return the initials of people side by side, numbered where two have the same."""
    counts = Counter(speaker.initials for speaker in speakers)
    return [
        speaker.initials + (str(number) if counts[speaker.initials] > 1 else "")
        for number, speaker in enumerate(speakers, start=1)
    ]


@register.filter
def initials_key(speakers: Sequence[Speaker]) -> str:
    """Return what initials stand for, as prose: ``YL is Yann LeCun and BR is Blake Richards``."""
    pairs = zip(find_initials(speakers), speakers, strict=True)
    return join_words([f"{letters} is {speaker.name}" for letters, speaker in pairs])


@register.filter
def names(speakers: Sequence[Speaker]) -> str:
    """Return the names of people as prose: ``a, b and c``."""
    return join_words([speaker.name for speaker in speakers])


@register.filter
def partings(contrasts: Iterable[Contrast]) -> list[Contrast]:
    """Return the contrasts that are differences."""
    return [contrast for contrast in contrasts if not contrast.is_agreement]


@register.filter
def shared_verdicts(contrasts: Iterable[Contrast]) -> list[Contrast]:
    """Return the contrasts of two who agree, on different grounds."""
    return [contrast for contrast in contrasts if contrast.is_agreement]


@register.filter
def verdict_words(row: QuestionRow) -> str:
    """Return the verdict on people's positions in words: ``Differ, 2 of 4 steps apart``."""
    match row.verdict:
        case PairVerdict.DIFFER:
            return _distance_words(row)
        case PairVerdict.AGREE:
            return "Those placed agree" if row.is_partial else _agreement_words(row)
        case PairVerdict.UNDECIDED:
            return "Cannot be compared"
        case PairVerdict.ONE:
            return f"Only {_shorten_name(row, row.spoken[0].speaker)} has spoken"
        case PairVerdict.NONE:
            return "Neither has spoken" if len(row.columns) == 2 else "Nobody has spoken"


@register.filter
def verdict_note(row: QuestionRow) -> str:
    """Return in words who is left out of a verdict because they have no position, empty where nobody is."""
    unplaced = [column for column in row.spoken if column.position is None]
    if row.verdict in {PairVerdict.ONE, PairVerdict.NONE} or not unplaced:
        return ""
    unplaced_names = join_words([_shorten_name(row, column.speaker) for column in unplaced])
    return f"{unplaced_names} {'has' if len(unplaced) == 1 else 'have'} no place on the scale"


@register.filter
def apart_words(row: QuestionRow) -> str:
    """Return in words how far apart two people stand: ``3 of 4 steps apart``, ``Same step, on different grounds``."""
    grounds = ", on different grounds" if row.is_shared else ""
    if row.distance is None:
        return f"Same verdict{grounds}"
    if row.distance == 0:
        return f"Same step{grounds}"
    steps = f"{row.distance} of 4 steps apart"
    return f"Same side, {steps}{grounds}" if row.verdict == PairVerdict.AGREE else steps


@register.filter
def relation_words(relations: Mapping[RelationKind, int]) -> str:
    """Return the number of relations by kind as prose: ``1 agreement, 2 disputes``, empty where there are none."""
    counted = [(relations[kind], RELATION_NOUNS[kind]) for kind in RelationKind if relations.get(kind)]
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counted)


def _agreement_words(row: QuestionRow) -> str:
    """Return the words of agreement, with as much care as those of difference."""
    if row.is_shared:
        return "Agree, on different grounds"
    if len(row.columns) > 2:
        return "Agree"
    return "Agree, on one step" if row.distance == 0 else "Agree, 1 of 4 steps apart"


def _distance_words(row: QuestionRow) -> str:
    steps = f"{row.distance} of 4 steps apart"
    return f"Differ, {steps}" if len(row.positions) == 2 else f"Differ, up to {steps}"


def _shorten_name(row: QuestionRow, speaker: Speaker) -> str:
    """Return the short form of a name, or the whole name where two people share the short form."""
    counts = Counter(column.speaker.short_name for column in row.columns)
    return speaker.short_name if counts[speaker.short_name] == 1 else speaker.name
