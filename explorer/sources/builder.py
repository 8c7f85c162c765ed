"""What a parser fills while it reads, so that numbering, trimming and ordering are the same in every format."""

from dataclasses import dataclass

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.sources.document import Ignored, ParsedPassage, ParsedSource, Span
from explorer.sources.lines import Line
from explorer.text import shorten

SECTION_LIMIT = 300
"""Longest name of a section that a corpus holds, in code points; a longer heading is cut in the name only."""


@dataclass(frozen=True, slots=True)
class Times:
    """When a passage starts and ends, in seconds from the start of the recording, and how that is known."""

    start: float | None = None
    end: float | None = None
    basis: TimeBasis | None = None


NO_TIMES = Times()


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
    ) -> str:
        """Add ``span`` without its outer white space as the next passage and return the id it gets."""
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

    def ignore(self, line: Line, reason: str) -> None:
        """Leave ``line`` out of the passages, and say why."""
        self._ignored.append(Ignored(line.start, line.end, reason))

    def add_furniture(self, part: Line | Span) -> None:
        """Take a heading, a label or a line of metadata as neither passage nor ignored."""
        if part.end > part.start:
            self._furniture.append(Span(part.start, part.end))

    def warn(self, line: Line, message: str) -> None:
        """Note for the curator what could not be read as it stands at ``line``."""
        self._warnings.append(f"line {line.number}: {message}")

    def finish(self) -> ParsedSource:
        """Return the document, its ignored spans and furniture in the order of the text."""
        return ParsedSource(
            format=self._format,
            text=self._text,
            title=self.title,
            metadata=self.metadata,
            passages=tuple(self._passages),
            ignored=tuple(sorted(self._ignored, key=lambda part: part.start)),
            furniture=tuple(sorted(self._furniture, key=lambda part: part.start)),
            warnings=tuple(self._warnings),
        )
