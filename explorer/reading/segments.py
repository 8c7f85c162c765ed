"""Passages cut into stretches over which the same things hold, so that a page can mark what rests on which words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explorer.coding.vocabulary import PassageKind
from explorer.models import Erratum, Evidence, Passage

HEADED = frozenset({PassageKind.SUMMARY, PassageKind.TAKEAWAY, PassageKind.CHAPTER})
"""The kinds whose first line is a heading when another line follows."""


@dataclass(frozen=True, slots=True)
class PassageNote:
    """A claim drawn from a passage, under the number that the page gives it.

    ``original`` is the address of the words on their publisher's page, empty where that is not known; ``sought`` says
    that it is the claim that the reader came for.
    """

    number: int
    evidence: Evidence
    original: str = ""
    sought: bool = False


@dataclass(frozen=True, slots=True)
class PassageSegment:
    """A stretch of a passage over which the same things hold.

    ``notes`` are the claims resting on it, ``ending`` those whose quotation ends with it, ``errata`` the slips that
    end with it; ``slipped`` says that it is part of a slip, ``cut`` that words stand before it that are not shown.
    """

    text: str
    is_heading: bool = False
    notes: tuple[PassageNote, ...] = ()
    ending: tuple[PassageNote, ...] = ()
    errata: tuple[Erratum, ...] = ()
    slipped: bool = False
    cut: bool = False

    @property
    def sought(self) -> bool:
        """Whether the claim that the reader came for rests on it."""
        return any(note.sought for note in self.notes)


def cut_passage(
    passage: Passage, notes: Sequence[PassageNote], errata: Iterable[Erratum]
) -> tuple[PassageSegment, ...]:
    """Cut a passage where anything begins or ends: its heading line, a quotation, a slip.

    The segments' texts joined are the passage's text. Quotations may overlap: each segment knows all it belongs to.
    """
    slips = [slip for slip in errata if passage.start <= slip.start and slip.end <= passage.end]
    spans = [(note.evidence.start, note.evidence.end) for note in notes] + [(slip.start, slip.end) for slip in slips]
    heading = passage.start + _heading_length(passage)
    borders = sorted({passage.start, heading, passage.end, *(border for span in spans for border in span)})
    return tuple(
        PassageSegment(
            passage.text[left - passage.start : right - passage.start],
            is_heading=right <= heading,
            notes=tuple(note for note in notes if note.evidence.start <= left and right <= note.evidence.end),
            ending=tuple(note for note in notes if note.evidence.end == right),
            errata=tuple(slip for slip in slips if slip.end == right),
            slipped=any(slip.start <= left and right <= slip.end for slip in slips),
        )
        for left, right in pairwise(borders)
    )


def cut_to_quotations(
    passage: Passage, notes: Sequence[PassageNote], errata: Iterable[Erratum]
) -> tuple[PassageSegment, ...]:
    """Cut a passage as :func:`cut_passage` does and keep nothing but what is quoted.

    A slip that reaches beyond a quotation is left out: its reading would tell of words that are not shown.
    """
    spans = [(note.evidence.start, note.evidence.end) for note in notes]
    inside = [slip for slip in errata if any(start <= slip.start and slip.end <= end for start, end in spans)]
    segments = cut_passage(passage, notes, inside)
    return tuple(
        replace(segment, cut=before is not None and not before.notes)
        for before, segment in zip((None, *segments), segments, strict=False)
        if segment.notes
    )


def _heading_length(passage: Passage) -> int:
    """Return the length of the heading line in code points, line end included; 0 where the kind has none."""
    return passage.text.find("\n") + 1 if passage.kind in HEADED else 0
