"""An episode as a reader goes through it: its documents' passages, with what the curators found in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from explorer.coding.vocabulary import AppearanceRole, Disposition, PassageKind, TimeBasis
from explorer.debate.evidence import build_original_address
from explorer.models import Episode, Erratum, Evidence, Passage, Source
from explorer.reading.segments import PassageNote, PassageSegment, cut_passage, cut_to_quotations


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage cut into segments; without the document's consent to show its text, into its quotations only.

    ``resumes`` says that whoever spoke the passage before goes on. ``answered`` is what it answers, given where an
    answer begins; ``apart`` says that something else was said between the two.
    """

    passage: Passage
    segments: tuple[PassageSegment, ...]
    notes: tuple[PassageNote, ...]
    is_host: bool
    resumes: bool = False
    answered: Passage | None = None
    apart: bool = False

    @property
    def heading(self) -> list[PassageSegment]:
        """The segments of the heading line that the passage opens with, if it has one."""
        return [segment for segment in self.segments if segment.is_heading]

    @property
    def body(self) -> list[PassageSegment]:
        """The segments of everything else."""
        return [segment for segment in self.segments if not segment.is_heading]

    @property
    def claims(self) -> list[PassageNote]:
        """Its notes, once for each claim, however many quotations of the passage carry it."""
        first: dict[int, PassageNote] = {}
        for note in self.notes:
            first.setdefault(note.number, note)
        return list(first.values())

    @property
    def errata(self) -> list[Erratum]:
        """The known slips in the words that are shown."""
        return [slip for segment in self.segments for slip in segment.errata]

    @property
    def assents(self) -> bool:
        """Whether it agrees with what was said before and claims nothing of its own."""
        return self.passage.disposition == Disposition.ASSENT


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under one heading, which is empty where the document's text is not to be shown."""

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
    def notes(self) -> list[PassageNote]:
        """The claims resting on it, once for each quotation."""
        return [note for section in self.sections for read in section.passages for note in read.notes]

    @property
    def claims(self) -> int:
        """How many different claims rest on the document."""
        return len({note.number for note in self.notes})

    @property
    def has_contents(self) -> bool:
        """Whether it has several parts with names of their own."""
        return len(self.sections) > 1 and any(section.title for section in self.sections)

    @property
    def has_captions(self) -> bool:
        """Whether its speech can be had as captions: it has times and may be shown."""
        return self.source.show_text and any(
            read.passage.is_speech and read.passage.start_time is not None
            for section in self.sections
            for read in section.passages
        )

    @property
    def has_chapters(self) -> bool:
        """Whether its parts can be had as chapters: they have titles and times."""
        return any(
            section.title and any(read.passage.start_time is not None for read in section.passages)
            for section in self.sections
        )

    @property
    def timed_by(self) -> set[str]:
        """Where its times come from: none, a passage's own, its chapter's."""
        return {read.passage.time_basis for section in self.sections for read in section.passages} - {""}

    @property
    def is_timed_by_chapters(self) -> bool:
        """Whether only its chapters carry times."""
        return self.timed_by == {TimeBasis.SECTION}


def read_episode(episode: Episode, sought: str = "") -> list[ReadSource]:
    """Return the episode's documents as read; costs four queries, however long they are.

    ``sought`` is the slug of a claim whose quotations are to stand out.
    """
    sources = list(Source.objects.without_text().filter(episode=episode))
    hosts = {item.speaker_id for item in episode.appearances.all() if item.role == AppearanceRole.HOST}
    passages = list(Passage.objects.filter(source__in=sources).select_related("speaker"))
    evidence = Evidence.objects.published().with_chain().with_claim().filter(source__in=sources)
    notes = _numbered(evidence, {passage.pk: passage for passage in passages}, sought)
    errata: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.filter(source__in=sources):
        errata[erratum.source_id].append(erratum)
    by_source: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.source_id].append(passage)
    return [
        ReadSource(source, _sections(source, _read(source, by_source[source.pk], notes, errata[source.pk], hosts)))
        for source in sources
    ]


def _numbered(
    evidence: Iterable[Evidence], passages: Mapping[int, Passage], sought: str
) -> Mapping[int, list[PassageNote]]:
    """Number claims in the order in which their first words stand, and sort the notes by passage."""
    numbers: dict[int, int] = {}
    notes: defaultdict[int, list[PassageNote]] = defaultdict(list)
    for item in sorted(evidence, key=lambda item: (item.source_id, item.start, item.end, item.pk)):
        number = numbers.setdefault(item.claim_id, len(numbers) + 1)
        original = build_original_address(item, passages[item.passage_id])
        notes[item.passage_id].append(PassageNote(number, item, original, item.claim.slug == sought))
    return notes


def _read(
    source: Source,
    passages: Sequence[Passage],
    notes: Mapping[int, Sequence[PassageNote]],
    errata: Sequence[Erratum],
    hosts: set[int],
) -> list[ReadPassage]:
    """Return a document's passages as read, without those of which nothing is shown."""
    by_key = {passage.pk: passage for passage in passages}
    found = []
    for before, passage in zip((None, *passages), passages, strict=False):
        own = tuple(notes.get(passage.pk, ()))
        is_host = passage.speaker_id in hosts
        if source.show_text:
            answered = by_key.get(passage.answers_id) if passage.answers_id else None
            goes_on = before is not None and answered is not None and before.answers_id == answered.pk
            found.append(
                ReadPassage(
                    passage,
                    cut_passage(passage, own, errata),
                    own,
                    is_host,
                    resumes=_resumes(before, passage),
                    answered=None if goes_on else answered,
                    apart=answered is not None and answered != before,
                )
            )
        elif own:
            found.append(ReadPassage(passage, cut_to_quotations(passage, own, errata), own, is_host))
    return found


def _resumes(before: Passage | None, passage: Passage) -> bool:
    """Return whether one labelled speaker goes on talking in the same section; printed quotations stand alone."""
    if before is None or passage.speaker_id is None or passage.kind != PassageKind.TURN:
        return False
    return (before.kind, before.speaker_id, before.section) == (passage.kind, passage.speaker_id, passage.section)


def _sections(source: Source, passages: Sequence[ReadPassage]) -> tuple[Section, ...]:
    grouped = groupby(passages, key=lambda read: read.passage.section)
    return tuple(Section(title if source.show_text else "", tuple(group)) for title, group in grouped)
