"""Documents of a synthetic corpus: text is written passage by passage, so that every offset is known."""

import hashlib
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Disposition, Format, Grade, PassageKind, TimeBasis
from explorer.corpus_format.schema import EvidenceRecord, PassageRecord, SourceRecord
from explorer.corpus_format.synthetic.people import READ_ON
from explorer.text import format_clock

EXTENSIONS = {Format.MARKDOWN_TRANSCRIPT: "md"}


@dataclass(slots=True)
class SyntheticDocument:
    """A document being written; times are in seconds, offsets in code points."""

    slug: str
    format: Format
    writer: str
    text: str = ""
    passages: list[PassageRecord] = field(default_factory=list)
    section: str = ""

    def add_heading(self, words: str, level: int = 2) -> None:
        """Write the heading of a section, or with level 1 the title of the document."""
        self.text += f"{'#' * level} {words}\n\n"
        self.section = words if level > 1 else ""

    def add_turn(
        self, label: str, speaker: str, words: str, start: float | None, disposition: Disposition | None, answers: str
    ) -> str:
        """Write a labelled turn of a transcript, and return the id of its passage."""
        self.text += f"**{label}**{f' [{format_clock(start)}]' if start is not None else ''}: "
        return self.add_passage(
            PassageKind.TURN, Grade.TRANSCRIPT, words, disposition, speaker=speaker, start_time=start, answers=answers
        )

    def add_passage(
        self,
        kind: PassageKind,
        grade: Grade,
        words: str,
        disposition: Disposition | None = None,
        *,
        speaker: str = "",
        start_time: float | None = None,
        answers: str = "",
    ) -> str:
        """Write a passage, and return its id; ``disposition`` says why nothing is quoted from it."""
        start = len(self.text)
        self.text += words
        record = PassageRecord(
            id=f"{self.slug}-{len(self.passages) + 1}",
            kind=kind,
            grade=grade,
            speaker=speaker or None,
            section=self.section,
            start_time=start_time,
            time_basis=None if start_time is None else TimeBasis.OWN,
            start=start,
            end=len(self.text),
            answers=answers or None,
            disposition=disposition,
        )
        self.passages.append(record)
        self.text += "\n\n"
        return record.id

    def quote(self, exact: str, **how: str) -> EvidenceRecord:
        """Return evidence from this document; ``how`` names its asserter, basis and mode, and a prefix or suffix."""
        return EvidenceRecord.model_validate({"source": self.slug, "exact": exact, **how})

    def describe(self, title: str, *, read: bool, show_text: bool) -> SourceRecord:
        """Return the record of the document."""
        return SourceRecord(
            slug=self.slug,
            title=title,
            format=self.format,
            extension=EXTENSIONS.get(self.format, "txt"),
            writer=self.writer,
            publisher="The Invented Press" if show_text else "",
            published=READ_ON if len(self.passages) % 2 else None,
            url=f"https://documents.example/{self.slug}",
            rights="Invented by the project for tests and benchmarks; nobody said any of it.",
            note="" if show_text else "Its full text is kept back, to show how that looks.",
            show_text=show_text,
            sha256=hashlib.sha256(self.raw).hexdigest(),
            read_in_full=READ_ON if read else None,
        )

    @property
    def raw(self) -> bytes:
        """The bytes of the document's file."""
        return self.text.encode()
