"""What every parser returns: a document's text and the spans of it that mean something.

Offsets count Unicode code points in :attr:`ParsedSource.text`, end exclusive; times are seconds from the start
of the recording.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from explorer.coding.vocabulary import Format, Grade, PassageKind, TimeBasis
from explorer.labels.forms import LabelForm
from explorer.labels.reading import NearMiss

OWN, CARRIED = "own", "carried"


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

    ``label`` is the label that is printed before these very words. From ``carried_start`` on, in code points of the
    document, no label stands before the words: the speaker goes on as the format says, in a further paragraph of a
    turn or in a cue where names are printed only as they change. ``reason`` says why nobody speaks, if that is known.
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
    label: str | None = None
    carried_start: int | None = None
    reason: str = ""

    @property
    def certainty(self) -> str | None:
        """Whether the passage begins under a label of its own or a carried one; None where nobody speaks."""
        if self.speaker is None:
            return None
        return CARRIED if self.carried_start == self.start else OWN


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
    label_form: LabelForm | None = None
    near_misses: tuple[NearMiss, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the document in the shape that ``import_source --dry-run --json`` prints."""
        return {
            "format": self.format,
            "title": self.title,
            "metadata": dict(self.metadata),
            "text": self.text,
            "passages": [{**asdict(passage), "certainty": passage.certainty} for passage in self.passages],
            "label_form": self._form_as_json(),
            "near_misses": [asdict(near) for near in self.near_misses],
            "ignored": [asdict(ignored) for ignored in self.ignored],
            "warnings": list(self.warnings),
        }

    def _form_as_json(self) -> dict[str, object] | None:
        form = self.label_form
        return {"shape": str(form.shape), "lines": form.lines, "names": form.names} if form else None
