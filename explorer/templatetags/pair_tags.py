"""How people are named and drawn side by side: short names, verdicts in words, and the geometry of the duel."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from explorer.debate.people import PairVerdict, QuestionRow
from explorer.models import Speaker
from explorer.text import join_words

register = template.Library()

FIRST_X, STEP_X = 120, 49
"""The middle of the duel's axis and the distance of two steps, in units of its view box."""

SHIFT_X = 10
"""How far two marks on the same step stand to either side of it."""

MARK = 12
"""How wide a mark is."""


@dataclass(frozen=True, slots=True)
class DuelMark:
    """One of two people on the duel: the middle of the mark, whose it is, and how it is drawn."""

    x: int
    initials: str
    position: int
    hollow: bool

    @property
    def left(self) -> int:
        """The left edge of the mark."""
        return self.x - MARK // 2


@register.filter
def duel_marks(row: QuestionRow) -> list[DuelMark]:
    """Return the marks of two people on their common axis; two on the same step are moved apart."""
    initials = find_initials([column.speaker for column in row.columns])
    shifts = (-SHIFT_X, SHIFT_X) if len(row.positions) > 1 and row.distance == 0 else (0, 0)
    return [
        DuelMark(FIRST_X + STEP_X * column.position + shift, letters, column.position, column.is_thinly_evidenced)
        for column, letters, shift in zip(row.columns, initials, shifts, strict=True)
        if column.position is not None
    ]


@register.filter
def duel_gap(row: QuestionRow) -> str:
    """Return the path of the line between two marks on different steps, nothing else."""
    if not row.distance:
        return ""
    return f"M{FIRST_X + STEP_X * min(row.positions)} 28H{FIRST_X + STEP_X * max(row.positions)}"


@register.filter
def find_initials(speakers: Sequence[Speaker]) -> list[str]:
    """Return the initials of people who stand side by side, numbered where two have the same."""
    found = Counter(speaker.initials for speaker in speakers)
    return [
        speaker.initials + (str(number) if found[speaker.initials] > 1 else "")
        for number, speaker in enumerate(speakers, start=1)
    ]


@register.filter
def initials_key(speakers: Sequence[Speaker]) -> str:
    """Return what the initials stand for, as prose: ``YL is Yann LeCun and BR is Blake Richards``."""
    pairs = zip(find_initials(speakers), speakers, strict=True)
    return join_words([f"{letters} is {speaker.name}" for letters, speaker in pairs])


@register.filter
def names(speakers: Sequence[Speaker]) -> str:
    """Return the names of people as prose: ``a, b and c``."""
    return join_words([speaker.name for speaker in speakers])


@register.filter
def verdict_words(row: QuestionRow) -> str:
    """Return what the people's positions come to: ``Differ, 2 steps apart``."""
    match row.verdict:
        case PairVerdict.DIFFER:
            return _distance_words(row)
        case PairVerdict.AGREE:
            return "Those placed agree" if row.is_partial else "Agree"
        case PairVerdict.UNDECIDED:
            return "Cannot be compared"
        case PairVerdict.ONE:
            return f"Only {_short(row, row.spoken[0].speaker)} has spoken"
        case PairVerdict.NONE:
            return "Neither has spoken" if len(row.columns) == 2 else "Nobody has spoken"


@register.filter
def verdict_note(row: QuestionRow) -> str:
    """Return who is left out of a verdict for want of a place on the scale; nothing where nobody is."""
    unplaced = [column for column in row.spoken if column.position is None]
    if row.verdict in {PairVerdict.ONE, PairVerdict.NONE} or not unplaced:
        return ""
    who = join_words([_short(row, column.speaker) for column in unplaced])
    return f"{who} {'has' if len(unplaced) == 1 else 'have'} no place on the scale"


def _distance_words(row: QuestionRow) -> str:
    steps = f"{row.distance} step{'' if row.distance == 1 else 's'} apart"
    return f"Differ, {steps}" if len(row.positions) == 2 else f"Differ, up to {steps}"


def _short(row: QuestionRow, speaker: Speaker) -> str:
    """Return the last word of a name, or all of it where two share that word."""
    found = Counter(column.speaker.short_name for column in row.columns)
    return speaker.short_name if found[speaker.short_name] == 1 else speaker.name
