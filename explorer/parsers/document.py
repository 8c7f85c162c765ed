"""What every parser returns: a document's text and the spans of it that mean something.

Offsets count Unicode code points in :attr:`ParsedSource.text`, end exclusive; times are seconds from the start
of the recording.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, ``start`` inclusive and ``end`` exclusive, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ignored:
    """A stretch of text that is no passage, and why: an advert, a button, a repeated lead."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedPassage:
    """A contiguous span of a document; ``text`` is exactly ``document.text[start:end]``.

    ``id`` is the passage's number in its document, from 1, as text; ``speaker`` is who the document labels as
    speaking, under the name that it prints, else None; ``answers`` is the ``id`` of the question answered.
    """

    id: str
    kind: PassageKind
    grade: Grade
    speaker: str | None
    section: str
    start_time: float | None
    end_time: float | None
    time_basis: TimeBasis | None
    start: int
    end: int
    text: str
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A document as its parser understood it.

    Passages ascend and never overlap, nor do ignored spans. Every character of ``text`` but white space is in a
    passage, in ``ignored`` or in ``furniture``: the labels, headings and metadata that are neither.
    """

    format: Format
    text: str
    title: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict)
    passages: tuple[ParsedPassage, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    furniture: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the document in the shape that ``import_source --dry-run --json`` prints."""
        return {
            "format": self.format,
            "title": self.title,
            "metadata": dict(self.metadata),
            "text": self.text,
            "passages": [asdict(passage) for passage in self.passages],
            "ignored": [asdict(ignored) for ignored in self.ignored],
            "warnings": list(self.warnings),
        }
