"""The sentence in which a quotation stands: the same words in another one may say something else, or be another's.

"My critics say that …", "I used to think that …", a "not" or a question mark lie outside the words that are quoted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.models import Evidence, Source
from explorer.text import sentence_spans


@dataclass(frozen=True, slots=True)
class QuotationFrame:
    """The sentences of a passage that hold a quotation, white space evened out, and the key of who is labelled."""

    sentence: str
    speaker: int | None


@dataclass(frozen=True, slots=True)
class ReframedQuotation:
    """A quotation whose words stand in a newer document, in another sentence or under another label than before."""

    evidence: Evidence
    before: str
    after: str

    @property
    def is_respoken(self) -> bool:
        """Whether the sentence is the same, and somebody else is labelled with it."""
        return self.before == self.after


def read_frames(source: Source) -> dict[int, QuotationFrame]:
    """Return how every quotation of a source stands now, by its key; costs one query."""
    pieces = Evidence.objects.of_source(source).select_related("passage").defer("passage__text")
    return {piece.pk: read_frame(piece, source.text) for piece in pieces}


def read_frame(piece: Evidence, text: str) -> QuotationFrame:
    """Return how a quotation stands in its passage of a text."""
    passage = piece.passage
    spans = sentence_spans(text, passage.start, passage.end)
    inside = [text[left:right] for left, right in spans if left < piece.end and piece.start < right]
    return QuotationFrame(" ".join(" ".join(inside).split()), passage.speaker_id)


def compare_frame(piece: Evidence, frames: Mapping[int, QuotationFrame], text: str) -> ReframedQuotation | None:
    """Return what is another around a quotation that has its place in a newer text; None where nothing is.

    What was noted of the quotation before and nobody has looked at since counts as how it stood. One that stood nowhere
    was lost, so that its claim waits for its author already.
    """
    was, now = frames[piece.pk], read_frame(piece, text)
    before = piece.sentence_before or was.sentence
    if not before or (before == now.sentence and was.speaker == now.speaker):
        return None
    return ReframedQuotation(piece, before, now.sentence)
