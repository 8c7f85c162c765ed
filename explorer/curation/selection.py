"""A selection of a document's words: its place, the evidence already there, and the coding it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.anchoring import Ambiguous, Found, TextQuote, locate
from explorer.curation.suggested_coding import CodingProposal, propose_coding
from explorer.errors import AnchoringError
from explorer.models import Evidence, Passage, Source
from explorer.models.fields import LONGEST_QUOTATION
from explorer.text import join_words

REACHES = (20, 40, 80, 140, 200)
"""The numbers of code points around repeated words that are tried, fewest first, to tell their places apart."""

LONGEST_AROUND = 200
"""The largest number of code points of a prefix or a suffix."""

SHOWN_PLACES = 12
"""The largest number of places of repeated words that are offered."""

AROUND = 40
"""The number of code points that are shown around a place."""


@dataclass(frozen=True, slots=True)
class QuotationPlace:
    """One of several places of the words, with the text around it."""

    start: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Words that a person wants to quote, with the verdict of the search for them.

    Where they are found, they stand in ``passage`` at ``[start, end)``, and ``quote`` finds them again.
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
        """Whether the words stand in exactly one place."""
        return self.passage is not None

    @property
    def key(self) -> str:
        """The name of this selection, by which it differs from another one."""
        return f"{self.start}-{self.end}" if self.is_found else ""


@dataclass(frozen=True, slots=True)
class QuotedEvidence:
    """A piece of evidence in a passage; ``touches`` is true where it overlaps the selection."""

    evidence: Evidence
    touches: bool


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """The number of passages of a document, and the number of those not read yet."""

    passages: int
    waiting: int


def find_selection(source: Source, quote: TextQuote, start: int | None = None) -> Selection:
    """Find words in a document.

    ``start`` is the place where they were selected, in code points. It tells repeated words apart, by a prefix and a
    suffix that are added to the quotation; it never replaces the words.
    """
    quote = _restore_line_ends(source, quote)
    if fault := _find_length_fault(quote):
        return Selection(quote, fault)
    outcome = locate(source.text, quote)
    if isinstance(outcome, Ambiguous):
        distinct = _tell_apart(source.text, quote.exact, start) if start in outcome.starts else None
        if distinct is None:
            return Selection(
                quote, _capitalize(f"{outcome}."), places=_list_places(source.text, quote.exact, outcome.starts)
            )
        quote = distinct
    try:
        passage, found = source.anchor(quote)
    except AnchoringError as error:
        return Selection(quote, _capitalize(f"{error}."))
    exact = source.text[found.start : found.end]
    kept = TextQuote(exact, quote.prefix, quote.suffix)
    verdict = _describe_match(found, is_told_apart=bool(quote.prefix or quote.suffix))
    return Selection(kept, verdict, passage, found.start, found.end, propose_coding(passage, exact))


def list_evidence(passage: Passage, selection: Selection | None = None) -> list[QuotedEvidence]:
    """Return the evidence in a passage, with the pieces that overlap the selection first."""
    start, end = (selection.start, selection.end) if selection else (0, 0)
    pieces = passage.evidence.select_related("claim__speaker").order_by("start", "pk")
    found = [QuotedEvidence(piece, piece.start < end and start < piece.end) for piece in pieces]
    return sorted(found, key=lambda quoted: not quoted.touches)


def list_passages(source: Source) -> list[Passage]:
    """Return the passages of a document with the claims that rest on them; costs three queries for any number."""
    return list(Passage.objects.in_source(source).with_claims().order_by("ordinal"))


def count_progress(source: Source) -> ReadingProgress:
    """Return the number of passages of a document, and of those not read yet."""
    rows = Passage.objects.in_source(source)
    return ReadingProgress(rows.count(), rows.waiting().count())


def find_next_unread(source: Source, after: Passage | None = None) -> Passage | None:
    """Return the next unread passage after a passage, or else the first unread one of the document."""
    return Passage.objects.in_source(source).waiting().next_after(after.ordinal if after else 0)


def _find_length_fault(quote: TextQuote) -> str:
    """Return the fault of a quotation too long to be searched for quickly; white space may still shrink it."""
    if len(quote.exact.strip()) > 2 * LONGEST_QUOTATION:
        return f"The words are longer than {LONGEST_QUOTATION} characters; quote fewer."
    if max(len(quote.prefix), len(quote.suffix)) > LONGEST_AROUND:
        return f"Give at most {LONGEST_AROUND} characters of what stands before and after."
    return ""


def _restore_line_ends(source: Source, quote: TextQuote) -> TextQuote:
    """Return a quotation with the document's line ends; forms turn all of them into CRLF."""
    if "\r\n" in source.text:
        return quote
    return TextQuote(*(part.replace("\r\n", "\n") for part in (quote.exact, quote.prefix, quote.suffix)))


def _tell_apart(text: str, exact: str, start: int | None) -> TextQuote | None:
    """Return the words with the shortest text around them that finds them at ``start`` alone; None without any."""
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


def _list_places(text: str, exact: str, starts: Sequence[int]) -> tuple[QuotationPlace, ...]:
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


def _describe_match(found: Found, *, is_told_apart: bool) -> str:
    where = "These words repeat; what stands around them tells this place apart." if is_told_apart else ""
    if found.folds:
        folds = join_words([fold.value for fold in found.folds])
        return f"Found, but for {folds}; kept as it stands there. {where}".strip()
    return where or "Matches the text of the document exactly."


def _capitalize(words: str) -> str:
    return words[:1].upper() + words[1:]
