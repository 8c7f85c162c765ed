"""An episode in the reading room: the passages of its documents, with the claims drawn from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from explorer.coding.vocabulary import AppearanceRole, Disposition, PassageKind, TimeBasis
from explorer.debate.evidence import build_original_address
from explorer.models import Episode, Erratum, Evidence, Passage, Source
from explorer.models.queries.prepared import prepared
from explorer.reading.segments import PassageNote, PassageSegment, cut_passage, cut_to_quotations


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage cut into segments; where the document's text may not be shown, its quotations only.

    ``resumes`` is true where the speaker of the passage before goes on. ``answered`` is the passage that this one
    answers, given only where an answer begins. ``apart`` is true where other passages stand between the two.
    """

    passage: Passage
    segments: tuple[PassageSegment, ...]
    notes: tuple[PassageNote, ...]
    is_host: bool
    resumes: bool = False
    answered: Passage | None = None
    apart: bool = False

    @property
    def paragraphs(self) -> list[tuple[bool, list[PassageSegment]]]:
        """The segments of the heading line, where there is one, and those below it, each with whether they are it."""
        grouped = groupby(self.segments, key=lambda segment: segment.is_heading)
        return [(is_heading, list(segments)) for is_heading, segments in grouped]

    @property
    def claims(self) -> list[PassageNote]:
        """The notes of the passage, one for each claim. Several quotations of the passage may carry one claim."""
        first: dict[int, PassageNote] = {}
        for note in self.notes:
            first.setdefault(note.number, note)
        return list(first.values())

    @property
    def errata(self) -> list[Erratum]:
        """The known slips in the shown words."""
        return [slip for segment in self.segments for slip in segment.errata]

    @property
    def assents(self) -> bool:
        """Whether the passage only agrees with what was said before, and claims nothing of its own."""
        return self.passage.disposition == Disposition.ASSENT


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under one heading, which is empty where the document's text may not be shown."""

    title: str
    passages: tuple[ReadPassage, ...]

    @property
    def opens_with_its_title(self) -> bool:
        """Whether the first passage begins with the title, as a chapter's summary does."""
        return self.passages[0].passage.text.startswith(self.title)

    @property
    def start_time(self) -> float | None:
        """Where the section starts in the recording, in seconds, None where the document does not say it."""
        return self.passages[0].passage.start_time


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document with its sections in order."""

    source: Source
    sections: tuple[Section, ...]

    @property
    def notes(self) -> list[PassageNote]:
        """The notes of all passages, one for each quotation."""
        return [note for section in self.sections for read in section.passages for note in read.notes]

    @property
    def claims(self) -> int:
        """The number of claims that rest on the document."""
        return len({note.number for note in self.notes})

    @property
    def has_contents(self) -> bool:
        """Whether the document has several sections, some of them with a title."""
        return len(self.sections) > 1 and any(section.title for section in self.sections)

    @property
    def has_captions(self) -> bool:
        """Whether captions can be made of the document: its text may be shown, and some of its speech has a time."""
        return self.source.show_text and any(
            read.passage.is_speech and read.passage.start_time is not None
            for section in self.sections
            for read in section.passages
        )

    @property
    def has_chapters(self) -> bool:
        """Whether chapters can be made of the document: some section has a title and a time."""
        return any(
            section.title and any(read.passage.start_time is not None for read in section.passages)
            for section in self.sections
        )

    @property
    def timed_by(self) -> set[str]:
        """The bases of the passages' times: the passage's own, its chapter's, or both; empty without times."""
        return {read.passage.time_basis for section in self.sections for read in section.passages} - {""}

    @property
    def is_timed_by_chapters(self) -> bool:
        """Whether the document times its chapters only."""
        return self.timed_by == {TimeBasis.SECTION}


def read_episode(episode: Episode, sought: str = "") -> list[ReadSource]:
    """Return the documents of an episode; costs four queries, however long the documents are.

    ``sought`` is the slug of the claim whose quotations stand out on the page.
    """
    sources = list(Source.objects.without_text().filter(episode=episode))
    appearances = episode.appearances.all()
    hosts = {appearance.speaker_id for appearance in appearances if appearance.role == AppearanceRole.HOST}
    passages = list(Passage.objects.filter(source__in=sources).select_related("speaker"))
    evidence = _find_evidence(sources=[source.pk for source in sources])
    notes = _number_notes(evidence, {passage.pk: passage for passage in passages}, sought)
    errata: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.filter(source__in=sources):
        errata[erratum.source_id].append(erratum)
    by_source: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.source_id].append(passage)
    return [
        ReadSource(
            source,
            _build_sections(source, _build_passages(source, by_source[source.pk], notes, errata[source.pk], hosts)),
        )
        for source in sources
    ]


@prepared
def _find_evidence(*, sources: Sequence[int]) -> QuerySet[Evidence]:
    return Evidence.objects.published().with_chain().with_claim().filter(source__in=sources)


def _number_notes(
    evidence: Iterable[Evidence], passages: Mapping[int, Passage], sought: str
) -> Mapping[int, list[PassageNote]]:
    """Number the claims in the order of their first quotations, and return the notes by the passage's key."""
    numbers: dict[int, int] = {}
    notes: defaultdict[int, list[PassageNote]] = defaultdict(list)
    for piece in sorted(evidence, key=lambda piece: (piece.source_id, piece.start, piece.end, piece.pk)):
        number = numbers.setdefault(piece.claim_id, len(numbers) + 1)
        original = build_original_address(piece, passages[piece.passage_id])
        notes[piece.passage_id].append(PassageNote(number, piece, original, piece.claim.slug == sought))
    return notes


def _build_passages(
    source: Source,
    passages: Sequence[Passage],
    notes: Mapping[int, Sequence[PassageNote]],
    errata: Sequence[Erratum],
    hosts: set[int],
) -> list[ReadPassage]:
    """Return the passages of a document, without those of which nothing is shown."""
    by_pk = {passage.pk: passage for passage in passages}
    read = []
    for before, passage in zip((None, *passages), passages, strict=False):
        own = tuple(notes.get(passage.pk, ()))
        is_host = passage.speaker_id in hosts
        if source.show_text:
            answered = by_pk.get(passage.answers_id) if passage.answers_id else None
            # An answer may run over several passages: what it answers is shown before the first of them only.
            goes_on = before is not None and answered is not None and before.answers_id == answered.pk
            read.append(
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
            read.append(ReadPassage(passage, cut_to_quotations(passage, own, errata), own, is_host))
    return read


def _resumes(before: Passage | None, passage: Passage) -> bool:
    """Return whether a passage is a turn of the speaker of the turn before it, in the same section."""
    if before is None or passage.speaker_id is None or passage.kind != PassageKind.TURN:
        return False
    return (before.kind, before.speaker_id, before.section) == (passage.kind, passage.speaker_id, passage.section)


def _build_sections(source: Source, passages: Sequence[ReadPassage]) -> tuple[Section, ...]:
    grouped = groupby(passages, key=lambda read: read.passage.section)
    return tuple(Section(title if source.show_text else "", tuple(group)) for title, group in grouped)
