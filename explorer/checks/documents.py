"""Checks of records against their documents: checksums, texts, passages, quotations and errata.

Memory holds a few documents at a time, whatever their number.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from typing import TypeVar

from explorer.checks.findings import Finding
from explorer.coding.vocabulary import Basis, Format
from explorer.errors import SourceError
from explorer.models import Erratum, Evidence, Passage, Source
from explorer.models.fields import LONGEST_QUOTATION
from explorer.parsers import text_of
from explorer.text import shorten

Row = TypeVar("Row", Passage, Evidence, Erratum)


def check_documents() -> Iterator[Finding]:
    """Yield the findings on sources, passages, evidence and errata, in four queries."""
    passages = Passage.objects.order_by("source_id", "start", "pk")
    evidence = Evidence.objects.with_medium().select_related("claim", "passage", "asserter").defer("passage__text")
    errata = Erratum.objects.order_by("source_id", "pk")
    passages_of = _group_by_source(passages.iterator(chunk_size=500))
    evidence_of = _group_by_source(evidence.order_by("source_id", "pk").iterator(chunk_size=500))
    errata_of = _group_by_source(errata.iterator(chunk_size=500))
    for source in Source.objects.order_by("pk").iterator(chunk_size=10):
        yield from _check_document(source)
        held, pieces = passages_of(source.pk), evidence_of(source.pk)
        yield from _check_passages(source, held)
        yield from _check_coverage(source, held, {piece.passage_id for piece in pieces})
        for piece in pieces:
            piece.source = source  # which spares a query for each piece
            yield from (Finding(name_evidence(piece), fault) for fault in evidence_faults(piece))
        for erratum in errata_of(source.pk):
            if source.text[erratum.start : erratum.end] != erratum.exact:
                message = f"“{shorten(erratum.exact, 60)}” is not what stands there; find the slip again"
                yield Finding(("erratum", source.slug, str(erratum.start)), message)


def name_evidence(evidence: Evidence) -> tuple[str, ...]:
    """Return the subject of findings on a piece of evidence: kind, claim, source and start."""
    return ("evidence", evidence.claim.slug, evidence.source.slug, str(evidence.start))


def _group_by_source(rows: Iterable[Row]) -> Callable[[int], list[Row]]:
    """Return a function that returns a source's rows; callers ask for sources in ascending order, like the rows."""
    groups = groupby(rows, key=lambda row: row.source_id)
    waiting: list[tuple[int, list[Row]]] = []

    def rows_of(source: int) -> list[Row]:
        while not waiting or waiting[0][0] < source:
            waiting.clear()
            key, group = next(groups, (None, iter(())))
            if key is None:
                return []
            waiting.append((key, list(group)))
        return waiting[0][1] if waiting[0][0] == source else []

    return rows_of


def _check_document(source: Source) -> Iterator[Finding]:
    raw = bytes(source.raw)
    digest = hashlib.sha256(raw).hexdigest()
    if digest != source.sha256:
        message = f"its bytes have the SHA-256 {digest}, not {source.sha256}; load the document again"
        yield Finding(("source", source.slug), message)
    try:
        text = text_of(raw, Format(source.format))
    except SourceError as error:
        yield Finding(("source", source.slug), str(error))
    else:
        if text != source.text:
            yield Finding(("source", source.slug), "its text is not what its bytes say; load the document again")


def _check_passages(source: Source, passages: list[Passage]) -> Iterator[Finding]:
    for passage in passages:
        if source.text[passage.start : passage.end] != passage.text:
            message = f"its text is not what stands at {passage.start}–{passage.end} of the source; correct its offsets"
            yield Finding(("passage", passage.slug), message)
    for before, after in pairwise(passages):
        if after.start < before.end:
            message = f"it starts at {after.start}, inside '{before.slug}', which ends at {before.end}"
            yield Finding(("passage", after.slug), f"{message}; correct the offsets, or remove one of the passages")
        elif after.ordinal < before.ordinal:
            message = f"it stands after '{before.slug}' in the text and before it in the list; put them in order"
            yield Finding(("passage", after.slug), message)


def _check_coverage(source: Source, passages: list[Passage], used: set[int]) -> Iterator[Finding]:
    """Check that each passage of a source read in full either is evidence or has a disposition."""
    if source.read_in_full is None:
        return
    for passage in passages:
        if passage.disposition and passage.pk in used:
            message = f"it is evidence and disposed of as '{passage.disposition}'; remove the disposition"
            yield Finding(("passage", passage.slug), message)
        elif not passage.disposition and passage.pk not in used:
            message = "its source was read in full, and it is neither evidence nor disposed of"
            yield Finding(("passage", passage.slug), f"{message}; quote from it, or set its disposition")


def evidence_faults(evidence: Evidence) -> Iterator[str]:
    """Yield each fault of a piece of evidence and its cure; uses its claim, source, passage and asserter."""
    source, passage = evidence.source, evidence.passage
    if source.text[evidence.start : evidence.end] != evidence.exact:
        words = shorten(evidence.exact, 60)
        yield f"“{words}” is not what stands at {evidence.start} of the source; quote it character by character"
    inside = passage.start <= evidence.start and evidence.end <= passage.end
    if passage.source_id != source.pk or not inside:
        yield f"the words are not inside passage '{passage.slug}'; quote from inside one passage"
    if source.episode_id != evidence.claim.episode_id:
        yield f"'{source.slug}' is about another episode than the claim; quote a source of the claim's episode"
    if len(evidence.exact) > LONGEST_QUOTATION:
        yield f"the quotation has {len(evidence.exact)} characters, at most {LONGEST_QUOTATION} are allowed; shorten it"
    if evidence.basis == Basis.LABELLED and passage.speaker_id != evidence.asserter_id:
        yield (
            f"basis 'labelled' needs passage '{passage.slug}' to be labelled with '{evidence.asserter.slug}'; "
            "use another basis, or correct the asserter or the passage's speaker"
        )
    elif evidence.basis == Basis.WRITTEN and not evidence.is_own_writing:
        yield (
            f"basis 'written' needs words of notes or a summary whose holder and asserter is '{source.writer}', the "
            "writer; use another basis, or correct the holder, the asserter or the writer"
        )
    elif passage.speaker_id and passage.speaker_id != evidence.asserter_id:
        yield (
            f"passage '{passage.slug}' is labelled with somebody else than '{evidence.asserter.slug}', and whoever is "
            "labelled asserts the words; correct the asserter or the passage's speaker"
        )
