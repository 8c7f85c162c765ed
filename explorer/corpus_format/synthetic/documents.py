"""Documents of a synthetic corpus: text written passage by passage, so that every offset is known."""

import hashlib
from dataclasses import dataclass, field

from explorer.coding.vocabulary import Disposition, Format, Grade, PassageKind, TimeBasis
from explorer.corpus_format.schema import EvidenceRecord, PassageRecord, SourceRecord
from explorer.corpus_format.synthetic.people import READ
from explorer.text import clock

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

    def head(self, words: str, level: int = 2) -> None:
        """Begin a section, or with level 1 give the document its title."""
        self.text += f"{'#' * level} {words}\n\n"
        self.section = words if level > 1 else ""

    def turn(
        self, label: str, speaker: str, words: str, start: float | None, disposition: Disposition | None, answers: str
    ) -> str:
        """Write a labelled turn of a transcript and return its passage's id."""
        self.text += f"**{label}**{f' [{clock(start)}]' if start is not None else ''}: "
        return self.passage(
            PassageKind.TURN, Grade.TRANSCRIPT, words, disposition, speaker=speaker, start_time=start, answers=answers
        )

    def passage(
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
        """Write the words of a passage and return its id; ``disposition`` is for those that nothing is quoted from."""
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
        """Return evidence out of this document; ``how`` are its asserter, basis and mode, and what tells it apart."""
        return EvidenceRecord.model_validate({"source": self.slug, "exact": exact, **how})

    def record(self, title: str, *, read: bool, show_text: bool) -> SourceRecord:
        """Return what the folder says of the document."""
        return SourceRecord(
            slug=self.slug,
            title=title,
            format=self.format,
            extension=EXTENSIONS.get(self.format, "txt"),
            writer=self.writer,
            publisher="The Invented Press" if show_text else "",
            published=READ if len(self.passages) % 2 else None,
            url=f"https://documents.example/{self.slug}",
            rights="Invented by the project for tests and benchmarks; nobody said any of it.",
            note="" if show_text else "Its full text is kept back, to show how that looks.",
            show_text=show_text,
            sha256=hashlib.sha256(self.raw).hexdigest(),
            read_in_full=READ if read else None,
        )

    @property
    def raw(self) -> bytes:
        """The document as a file."""
        return self.text.encode()
