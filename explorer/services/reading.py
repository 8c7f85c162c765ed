"""An episode as a reader goes through it: its documents' passages, with what the curators found in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from explorer.coding.vocabulary import AppearanceRole, PassageKind
from explorer.models import Episode, Erratum, Evidence, Passage, Source

HEADED = frozenset({PassageKind.SUMMARY, PassageKind.TAKEAWAY, PassageKind.CHAPTER})
"""The kinds whose first line is a heading when another line follows."""


@dataclass(frozen=True, slots=True)
class Note:
    """A claim drawn from a passage, under the number that the page gives it."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage over which the same things hold.

    ``notes`` are the claims resting on it, ``ending`` those whose quotation ends with it, ``errata`` the slips that
    end with it.
    """

    text: str
    is_heading: bool = False
    notes: tuple[Note, ...] = ()
    ending: tuple[Note, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage cut into segments; without the document's consent to show its text, into its quotations only."""

    passage: Passage
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]
    is_host: bool

    @property
    def heading(self) -> list[Segment]:
        """The segments of the heading line that the passage opens with, if it has one."""
        return [segment for segment in self.segments if segment.is_heading]

    @property
    def body(self) -> list[Segment]:
        """The segments of everything else."""
        return [segment for segment in self.segments if not segment.is_heading]


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under one heading."""

    title: str
    passages: tuple[ReadPassage, ...]

    @property
    def opens_with_its_title(self) -> bool:
        """Whether the first passage prints the title itself, as a chapter's summary does."""
        return self.passages[0].passage.text.startswith(self.title)

    @property
    def start_time(self) -> float | None:
        """When the section starts in the recording, in seconds, where the document says so."""
        return self.passages[0].passage.start_time


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document with its sections in order."""

    source: Source
    sections: tuple[Section, ...]

    @property
    def claims(self) -> int:
        """How many different claims rest on the document."""
        return len({note.number for section in self.sections for read in section.passages for note in read.notes})


def read_episode(episode: Episode) -> list[ReadSource]:
    """Return the episode's documents as read; costs four queries, however long they are."""
    sources = list(Source.objects.without_text().filter(episode=episode))
    hosts = {item.speaker_id for item in episode.appearances.all() if item.role == AppearanceRole.HOST}
    passages = Passage.objects.filter(source__in=sources).select_related("speaker")
    notes = _numbered(Evidence.objects.published().with_chain().with_claim().filter(source__in=sources))
    errata: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.filter(source__in=sources):
        errata[erratum.source_id].append(erratum)
    by_source: defaultdict[int, list[ReadPassage]] = defaultdict(list)
    shown = {source.pk: source.show_text for source in sources}
    for passage in passages:
        own = tuple(notes.get(passage.pk, ()))
        segments = cut(passage, own, errata[passage.source_id])
        if not shown[passage.source_id]:
            segments = tuple(segment for segment in segments if segment.notes)
        by_source[passage.source_id].append(ReadPassage(passage, segments, own, passage.speaker_id in hosts))
    return [ReadSource(source, _sections(by_source[source.pk])) for source in sources]


def _numbered(evidence: Iterable[Evidence]) -> Mapping[int, list[Note]]:
    """Number claims in the order in which their first words stand, and sort the notes by passage."""
    numbers: dict[int, int] = {}
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for item in sorted(evidence, key=lambda item: (item.source_id, item.start, item.end, item.pk)):
        number = numbers.setdefault(item.claim_id, len(numbers) + 1)
        notes[item.passage_id].append(Note(number, item))
    return notes


def _sections(passages: Sequence[ReadPassage]) -> tuple[Section, ...]:
    grouped = groupby(passages, key=lambda read: read.passage.section)
    return tuple(Section(title, tuple(group)) for title, group in grouped)


def cut(passage: Passage, notes: Sequence[Note], errata: Iterable[Erratum]) -> tuple[Segment, ...]:
    """Cut a passage where anything begins or ends: its heading line, a quotation, a slip.

    The segments' texts joined are the passage's text. Quotations may overlap: each segment knows all it belongs to.
    """
    slips = [slip for slip in errata if passage.start <= slip.start and slip.end <= passage.end]
    spans = [(note.evidence.start, note.evidence.end) for note in notes] + [(slip.start, slip.end) for slip in slips]
    heading = passage.start + _heading_length(passage)
    borders = sorted({passage.start, heading, passage.end, *(border for span in spans for border in span)})
    return tuple(
        Segment(
            passage.text[left - passage.start : right - passage.start],
            is_heading=right <= heading,
            notes=tuple(note for note in notes if note.evidence.start <= left and right <= note.evidence.end),
            ending=tuple(note for note in notes if note.evidence.end == right),
            errata=tuple(slip for slip in slips if slip.end == right),
        )
        for left, right in pairwise(borders)
    )


def _heading_length(passage: Passage) -> int:
    """Return the length of the heading line in code points, line end included; 0 where the kind has none."""
    return passage.text.find("\n") + 1 if passage.kind in HEADED else 0
