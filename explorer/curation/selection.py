"""A document beside the claim that is drawn from it: where a selection stands, what rests on it, what it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.anchoring import Ambiguous, Found, TextQuote, locate
from explorer.curation.suggested_coding import CodingProposal, propose_coding
from explorer.errors import AnchoringError
from explorer.models import Evidence, Passage, Source
from explorer.models.fields import LONGEST_QUOTATION
from explorer.text import join_words

REACHES = (20, 40, 80, 140, 200)
"""How many code points before and after repeated words are tried, fewest first, to tell their places apart."""

LONGEST_AROUND = 200
"""How many code points a prefix or a suffix has at most."""

SHOWN_PLACES = 12
"""How many places of repeated words are offered at most."""

AROUND = 40
"""How many code points of what stands around a place are shown."""


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """One of several places where the words stand, with what stands around it."""

    start: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Words that somebody wants to quote, and what the document says to that.

    Where they are found, ``passage`` holds them at ``[start, end)`` and ``quote`` finds them again.
    """

    quote: TextQuote
    verdict: str
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    proposal: CodingProposal | None = None
    places: tuple[QuotationPlace, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether the words stand in one place."""
        return self.passage is not None

    @property
    def key(self) -> str:
        """What tells this selection from another one."""
        return f"{self.start}-{self.end}" if self.is_found else ""


@dataclass(frozen=True, slots=True)
class QuotedEvidence:
    """A piece of evidence of a passage; ``touches`` says that it shares words with the selection."""

    evidence: Evidence
    touches: bool


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far the reading of a document is."""

    passages: int
    waiting: int


def find_selection(source: Source, quote: TextQuote, start: int | None = None) -> Selection:
    """Say where words stand in a document.

    ``start`` is where they were selected, in code points: it tells repeated words apart, by a prefix and a suffix that
    are added to the quotation, and never stands in for the words.
    """
    quote = _with_line_ends_of(source, quote)
    if fault := _too_long(quote):
        return Selection(quote, fault)
    outcome = locate(source.text, quote)
    if isinstance(outcome, Ambiguous):
        told = _told_apart(source.text, quote.exact, start) if start in outcome.starts else None
        if told is None:
            return Selection(quote, _capital(f"{outcome}."), places=_places(source.text, quote.exact, outcome.starts))
        quote = told
    try:
        passage, found = source.anchor(quote)
    except AnchoringError as error:
        return Selection(quote, _capital(f"{error}."))
    exact = source.text[found.start : found.end]
    kept = TextQuote(exact, quote.prefix, quote.suffix)
    verdict = _verdict(found, is_told_apart=bool(quote.prefix or quote.suffix))
    return Selection(kept, verdict, passage, found.start, found.end, propose_coding(passage, exact))


def list_evidence(passage: Passage, selection: Selection | None = None) -> list[QuotedEvidence]:
    """Return what is already quoted from a passage, what shares words with the selection first."""
    start, end = (selection.start, selection.end) if selection else (0, 0)
    pieces = passage.evidence.select_related("claim__speaker").order_by("start", "pk")
    found = [QuotedEvidence(piece, piece.start < end and start < piece.end) for piece in pieces]
    return sorted(found, key=lambda quoted: not quoted.touches)


def list_passages(source: Source) -> list[Passage]:
    """Return the passages of a document with the claims that rest on them, in three queries however many they are."""
    return list(Passage.objects.in_source(source).with_claims().order_by("ordinal"))


def count_progress(source: Source) -> ReadingProgress:
    """Return how many passages a document has, and how many wait to be read."""
    rows = Passage.objects.in_source(source)
    return ReadingProgress(rows.count(), rows.waiting().count())


def find_next_unread(source: Source, after: Passage | None = None) -> Passage | None:
    """Return the next passage that nobody has read, from a passage on and then from the beginning."""
    return Passage.objects.in_source(source).waiting().next_after(after.ordinal if after else 0)


def _too_long(quote: TextQuote) -> str:
    """Return what is too long to be looked for, which would take long too; white space may still be folded away."""
    if len(quote.exact.strip()) > 2 * LONGEST_QUOTATION:
        return f"The words are longer than {LONGEST_QUOTATION} characters; quote fewer."
    if max(len(quote.prefix), len(quote.suffix)) > LONGEST_AROUND:
        return f"Give at most {LONGEST_AROUND} characters of what stands before and after."
    return ""


def _with_line_ends_of(source: Source, quote: TextQuote) -> TextQuote:
    """Undo what forms do to line ends, where the document writes them otherwise."""
    if "\r\n" in source.text:
        return quote
    return TextQuote(*(part.replace("\r\n", "\n") for part in (quote.exact, quote.prefix, quote.suffix)))


def _told_apart(text: str, exact: str, start: int | None) -> TextQuote | None:
    """Return the words with the least around them that finds them at ``start`` alone; None where nothing does."""
    exact = exact.strip()
    if start is None or not text.startswith(exact, start):
        return None
    end = start + len(exact)
    for reach in REACHES:
        prefix, suffix = text[max(start - reach, 0) : start], text[end : end + reach]
        for quote in (TextQuote(exact, prefix), TextQuote(exact, "", suffix), TextQuote(exact, prefix, suffix)):
            outcome = locate(text, quote)
            if isinstance(outcome, Found) and outcome.start == start:
                return quote
    return None


def _places(text: str, exact: str, starts: Sequence[int]) -> tuple[QuotationPlace, ...]:
    length = len(exact.strip())
    return tuple(
        QuotationPlace(
            start,
            text[max(start - AROUND, 0) : start],
            text[start : start + length],
            text[start + length : start + length + AROUND],
        )
        for start in starts[:SHOWN_PLACES]
    )


def _verdict(found: Found, *, is_told_apart: bool) -> str:
    where = "These words repeat; what stands around them tells this place apart." if is_told_apart else ""
    if found.folds:
        folds = join_words([fold.value for fold in found.folds])
        return f"Found, but for {folds}; kept as it stands there. {where}".strip()
    return where or "Matches the text of the document exactly."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
