"""An episode as a reader goes through it: its documents' passages, with what the curators found in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from explorer.models import Episode, Erratum, Evidence, Passage, Source


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
    notes: tuple[Note, ...] = ()
    ending: tuple[Note, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage cut into segments; without the document's consent to show its text, into its quotations only."""

    passage: Passage
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under one heading."""

    title: str
    passages: tuple[ReadPassage, ...]

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
    passages = Passage.objects.filter(source__in=sources).select_related("speaker")
    notes = _numbered(Evidence.objects.published().with_chain().with_claim().filter(source__in=sources))
    errata: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.filter(source__in=sources):
        errata[erratum.source_id].append(erratum)
    by_source: defaultdict[int, list[ReadPassage]] = defaultdict(list)
    shown = {source.pk: source.show_text for source in sources}
    for passage in passages:
        read = _read_passage(
            passage, notes.get(passage.pk, ()), errata[passage.source_id], show_text=shown[passage.source_id]
        )
        by_source[passage.source_id].append(read)
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


def _read_passage(
    passage: Passage, notes: Sequence[Note], errata: Iterable[Erratum], *, show_text: bool
) -> ReadPassage:
    inside = [erratum for erratum in errata if passage.start <= erratum.start and erratum.end <= passage.end]
    segments = cut(passage.text, passage.start, notes, inside)
    if not show_text:
        segments = tuple(segment for segment in segments if segment.notes)
    return ReadPassage(passage, segments, tuple(notes))


def cut(text: str, start: int, notes: Sequence[Note], errata: Sequence[Erratum]) -> tuple[Segment, ...]:
    """Cut a passage's text, whose first code point is number ``start`` of its source, where anything begins or ends.

    The segments' texts joined are the text again. Quotations may overlap: each segment knows all it belongs to.
    """
    spans = [(note.evidence.start, note.evidence.end) for note in notes] + [(slip.start, slip.end) for slip in errata]
    borders = sorted({start, start + len(text), *(border for span in spans for border in span)})
    return tuple(
        Segment(
            text[left - start : right - start],
            notes=tuple(note for note in notes if note.evidence.start <= left and right <= note.evidence.end),
            ending=tuple(note for note in notes if note.evidence.end == right),
            errata=tuple(slip for slip in errata if slip.end == right),
        )
        for left, right in pairwise(borders)
    )
