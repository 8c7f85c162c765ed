"""Passages cut into segments at the ends of quotations and slips, so that a page can mark the words of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explorer.coding.vocabulary import PassageKind
from explorer.models import Erratum, Evidence, Passage

HEADED = frozenset({PassageKind.SUMMARY, PassageKind.TAKEAWAY, PassageKind.CHAPTER})
"""The kinds of passages whose first line is a heading, where another line follows it."""


@dataclass(frozen=True, slots=True)
class PassageNote:
    """A claim drawn from a passage, under the number that the page gives it.

    ``original`` is the address of the words on their publisher's page, empty where that is not known. ``sought`` is
    true where the reader came for this claim.
    """

    number: int
    evidence: Evidence
    original: str = ""
    sought: bool = False


@dataclass(frozen=True, slots=True)
class PassageSegment:
    """Words of a passage in which no quotation, slip or heading begins or ends.

    ``notes`` are the claims that rest on the words, ``ending`` those of them whose quotation ends here, ``errata`` the
    slips that end here. ``slipped`` is true inside a slip, ``follows_gap`` where the words before are not shown.
    """

    text: str
    is_heading: bool = False
    notes: tuple[PassageNote, ...] = ()
    ending: tuple[PassageNote, ...] = ()
    errata: tuple[Erratum, ...] = ()
    slipped: bool = False
    follows_gap: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to show of the words but themselves."""
        return not (self.notes or self.ending or self.errata or self.slipped or self.follows_gap)

    @property
    def sought(self) -> bool:
        """Whether the claim that the reader came for rests on the words."""
        return any(note.sought for note in self.notes)


def cut_passage(
    passage: Passage, notes: Sequence[PassageNote], errata: Iterable[Erratum]
) -> tuple[PassageSegment, ...]:
    """Cut a passage where its heading line, a quotation or a slip begins or ends.

    The segments' texts joined are the passage's text. Quotations may overlap: a segment lists all that it belongs to.
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
    """Cut a passage as :func:`cut_passage` does, and keep only the segments of its quotations."""
    spans = [(note.evidence.start, note.evidence.end) for note in notes]
    # The reading of a slip that reaches beyond a quotation would reveal words that may not be shown.
    inside = [slip for slip in errata if any(start <= slip.start and slip.end <= end for start, end in spans)]
    segments = cut_passage(passage, notes, inside)
    return tuple(
        replace(segment, follows_gap=before is not None and not before.notes)
        for before, segment in zip((None, *segments), segments, strict=False)
        if segment.notes
    )


def _heading_length(passage: Passage) -> int:
    """Return the length of the heading line in code points, its line end included; 0 where there is no such line."""
    return passage.text.find("\n") + 1 if passage.kind in HEADED else 0
