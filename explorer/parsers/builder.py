"""What a parser fills while it reads, so that numbering, trimming and ordering are the same in every format."""

from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.errors import SourceError
from explorer.labels.reading import Labels
from explorer.lines import UNSTORABLE, Line
from explorer.parsers.document import Ignored, ParsedPassage, ParsedSource, Span
from explorer.text import shorten

SECTION_LIMIT = 300
"""Longest name of a section that a corpus holds, in code points; a longer heading is cut in the name only."""
MOST_WARNINGS = 200
"""As many warnings as a curator can read; the others are counted."""
PARTING = "\n\n"
"""What stands between two paragraphs of a text that a parser puts together."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a passage starts and ends, in seconds from the start of the recording, and how that is known."""

    start: float | None = None
    end: float | None = None
    basis: TimeBasis | None = None


NO_TIMES = Times()


class ExtractedText:
    """The text of a document whose words stand between marks, put together paragraph by paragraph.

    A quotation is selected in this text and anchored in it, so that it holds the words alone: no times, no tags, no
    labels, and a blank line between two paragraphs. Whatever changes here changes the texts of documents at hand.
    """

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._length = 0

    def write(self, words: str) -> Span:
        """Add a paragraph, not white space alone, and return where its words stand.

        Raises :class:`SourceError` on what cannot be stored, which an escape may have put there.
        """
        if UNSTORABLE.search(words):
            message = "an escape stands for a NUL character or half of a surrogate pair, which cannot be stored"
            raise SourceError(f"{message}; remove it from the file")
        start = self._length + (len(PARTING) if self._paragraphs else 0)
        self._paragraphs.append(words)
        self._length = start + len(words)
        return Span(start, self._length)

    def __str__(self) -> str:
        return PARTING.join(self._paragraphs)


class DocumentBuilder:
    """Collects the parts of one document; passages are added in the order of the text."""

    def __init__(self, format: Format, text: str) -> None:  # noqa: A002, the word of CONTRACT for it
        self.title = ""
        self.metadata: dict[str, object] = {}
        self._format = format
        self._text = text
        self._passages: list[ParsedPassage] = []
        self._ignored: list[Ignored] = []
        self._furniture: list[Span] = []
        self._warnings: list[str] = []
        self._unlisted = 0
        self._carried: list[str] = []
        self._first_carried = ""
        self._labels = Labels()

    def add_passage(
        self,
        kind: PassageKind,
        grade: Grade,
        span: Span,
        *,
        speaker: str | None = None,
        section: str = "",
        times: Times = NO_TIMES,
        answers: str | None = None,
        carried_start: int | None = None,
        reason: str = "",
    ) -> str:
        """Add ``span`` without its outer white space as the next passage and return the id it gets.

        From ``carried_start`` on no label of their own stands before the words; ``reason`` says why nobody speaks.
        """
        start, words = self._trim(span)
        passage = ParsedPassage(
            id=str(len(self._passages) + 1),
            kind=kind,
            grade=grade,
            speaker=speaker,
            section=shorten(section, SECTION_LIMIT),
            start_time=times.start,
            end_time=times.end,
            time_basis=times.basis,
            start=start,
            end=start + len(words),
            text=words,
            answers=answers,
            label=speaker if carried_start is None or carried_start > start else None,
            carried_start=None if carried_start is None else max(carried_start, start),
            reason=reason,
        )
        self._passages.append(passage)
        return passage.id

    def _trim(self, span: Span) -> tuple[int, str]:
        """Return where the text of ``span`` begins without outer white space, and that text."""
        piece = self._text[span.start : span.end]
        return span.start + len(piece) - len(piece.lstrip()), piece.strip()

    def set_title(self, line: Line, title: str | None = None) -> None:
        """Take ``line`` as the document's title, or ``title`` where the line prints more than that."""
        self.title = line.text if title is None else title
        self.add_furniture(line)

    def ignore(self, part: Line | Span, reason: str) -> None:
        """Leave a line or a stretch out of the passages, and say why."""
        self._ignored.append(Ignored(part.start, part.end, reason))

    def add_furniture(self, part: Line | Span) -> None:
        """Take a heading, a label or a line of metadata as neither passage nor ignored."""
        if part.end > part.start:
            self._furniture.append(Span(part.start, part.end))

    def warn(self, place: Line | str, message: str) -> None:
        """Note for the curator what could not be read as it stands at a line or at what ``place`` names."""
        if len(self._warnings) == MOST_WARNINGS:
            self._unlisted += 1
            return
        self._warnings.append(f"{_name(place)}: {message}")

    def carry_speaker(self, place: Line | str, passage: str) -> None:
        """Mark the passage with this id: its speaker, or part of it, is only the last one named above ``place``."""
        if not self._carried:
            self._first_carried = _name(place)
        if self._carried[-1:] != [passage]:
            self._carried.append(passage)

    def tell_labels(self, labels: Labels) -> None:
        """Keep the form of the document's labels and what nearly has it."""
        self._labels = labels
        for line, message in labels.warnings:
            self.warn(line, message)

    def finish(self) -> ParsedSource:
        """Return the document, its ignored spans and furniture in the order of the text."""
        if self._carried:
            self.metadata["speaker_carried_to"] = self._carried
            message = "the speaker is named only where it changes; the name is carried forward from here on"
            self._warnings.insert(0, f"{self._first_carried}: {message} (passages: {len(self._carried)})")
        if self._unlisted:
            self._warnings.append(f"{self._unlisted} more warnings like these are not listed")
        return ParsedSource(
            format=self._format,
            text=self._text,
            title=self.title,
            metadata=self.metadata,
            passages=tuple(self._passages),
            ignored=tuple(sorted(self._ignored, key=lambda part: part.start)),
            furniture=tuple(sorted(self._furniture, key=lambda part: part.start)),
            warnings=tuple(self._warnings),
            label_form=self._labels.form,
            near_misses=self._labels.near_misses,
        )


def _name(place: Line | str) -> str:
    return place if isinstance(place, str) else f"line {place.number}"
