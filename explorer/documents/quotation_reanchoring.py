"""The search for a source's quotations and errata in its new text: each is found to the letter, or lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from explorer.anchoring import Found, TextQuote, locate
from explorer.changes.edit import Edit
from explorer.checks.documents import evidence_faults
from explorer.curation.quotation_frames import QuotationFrame, ReframedQuotation, compare_frame
from explorer.models import Claim, Erratum, Evidence, Passage, Source

PARKED = 100_000_000
"""The number added to places while they change; no document has as many characters."""
AROUND = 32
"""The number of code points of the old text, before and after, that tell repeated words apart in the new one."""


@dataclass(frozen=True, slots=True)
class LostQuotation:
    """A piece of evidence whose words are not in the newer document, with the reason."""

    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class NewAnchor:
    """The place of words in a text, with the prefix and suffix that find them there again."""

    start: int
    end: int
    prefix: str
    suffix: str


def reanchor(quote: TextQuote, old: str, start: int, new: str) -> NewAnchor | None:
    """Return the one place in ``new`` of the words that stood at ``start`` of ``old``; None where there is none.

    The words must match to the letter. The prefix and suffix are those of ``quote``; where the words repeat, they are
    the text around the words in ``old``.
    """
    end = start + len(quote.exact)
    around = TextQuote(quote.exact, old[max(start - AROUND, 0) : start], old[end : end + AROUND])
    for told_apart in (quote, around):
        if told_apart.prefix + told_apart.exact + told_apart.suffix not in new:
            continue
        outcome = locate(new, told_apart)
        if isinstance(outcome, Found) and not outcome.folds:
            return NewAnchor(outcome.start, outcome.end, told_apart.prefix, told_apart.suffix)
    return None


def move_evidence(
    source: Source, old: str, stand_ins: Mapping[int, int], frames: Mapping[int, QuotationFrame], edit: Edit
) -> tuple[int, list[LostQuotation], list[ReframedQuotation]]:
    """Find every quotation of a source in its new text; return the number found, the lost and the reframed ones.

    A lost quotation gets a place beyond the end of the text, where no words stand. If its passage is removed, it goes
    to the passage that ``stand_ins`` names by their keys. ``frames`` has the sentence and the label of each quotation
    before; where they differ now, they are kept with it until somebody has looked.
    """
    pieces = list(Evidence.objects.filter(source=source).select_related("claim__speaker", "asserter", "passage"))
    edit.will_change(Claim, {piece.claim_id for piece in pieces})
    Evidence.objects.filter(source=source).update(start=F("start") + PARKED, end=F("end") + PARKED)
    lost: list[LostQuotation] = []
    reframed: list[ReframedQuotation] = []
    for piece in pieces:
        piece.source = source
        start = piece.start
        if why := _move(piece, old):
            lost.append(LostQuotation(piece, why))
            piece.start = len(source.text) + start
            piece.end = piece.start + len(piece.exact)
            piece.passage_id = stand_ins.get(piece.passage_id, piece.passage_id)
        else:
            changed = compare_frame(piece, frames, source.text)
            piece.sentence_before = changed.before if changed else ""
            reframed += [changed] if changed else []
        piece.save()
    used = {piece.passage_id for piece in pieces} - {loss.evidence.passage_id for loss in lost}
    disposed = Passage.objects.in_source(source).filter(pk__in=used).exclude(disposition="")
    edit.will_change(Passage, list(disposed.values_list("pk", flat=True)), within=source)
    disposed.update(disposition="")
    return len(pieces) - len(lost), lost, reframed


def _move(piece: Evidence, old: str) -> str:
    """Move a piece of evidence to its place in the new text, or leave it as it is and return the reason."""
    quote = TextQuote(piece.exact, piece.prefix, piece.suffix)
    anchor = reanchor(quote, old, piece.start, piece.source.text)
    if anchor is None:
        return "the words do not stand there once, to the letter"
    passage = piece.source.passages.overlapping(anchor.start, anchor.end).first()
    if passage is None or not passage.start <= anchor.start <= anchor.end <= passage.end:
        return "the words are not inside one passage any more"
    was = {name: getattr(piece, name) for name in ("passage", "start", "end", "prefix", "suffix")}
    _place(piece, anchor)
    piece.passage = passage
    fault = next(evidence_faults(piece), "")
    for name, value in was.items() if fault else ():
        setattr(piece, name, value)
    return fault


def move_errata(source: Source, old: str, edit: Edit) -> list[Erratum]:
    """Find every known slip of a source in its new text; remove and return the errata whose slips are gone."""
    errata = list(source.errata.all())
    edit.will_change(Erratum, [erratum.pk for erratum in errata])
    source.errata.update(start=F("start") + PARKED, end=F("end") + PARKED)
    gone = []
    for erratum in errata:
        erratum.source = source
        quote = TextQuote(erratum.exact, erratum.prefix, erratum.suffix)
        if anchor := reanchor(quote, old, erratum.start, source.text):
            _place(erratum, anchor)
            erratum.save()
        else:
            gone.append(erratum)
    source.errata.filter(pk__in=[erratum.pk for erratum in gone]).delete()
    return gone


def _place(row: Evidence | Erratum, anchor: NewAnchor) -> None:
    row.start, row.end = anchor.start, anchor.end
    row.prefix, row.suffix = anchor.prefix, anchor.suffix
