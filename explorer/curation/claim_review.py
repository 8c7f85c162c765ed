"""A claim as a reviewer reads it: its passages with the words marked, what the rules say, and what comes near it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import models

from explorer.coding.hedging import propose_mode
from explorer.curation.nearest_claims import NearClaim, find_nearest
from explorer.curation.quotation_frames import read_frame
from explorer.curation.review_rules import RuleVerdict, judge_claim
from explorer.curation.sightings import note_seen
from explorer.models import Claim, Evidence, Passage
from explorer.models.people import Person


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words of a passage: ``quoted`` where they carry the claim, a ``sign`` where they speak for its mode too."""

    text: str
    kind: Literal["", "quoted", "sign"] = ""


@dataclass(frozen=True, slots=True)
class ReviewedEvidence:
    """A quotation in its passage, between the passages around it; ``sign`` are the words that speak for its mode.

    ``sentence`` is the one around it, given where a newer document changed that and nobody has looked since.
    """

    evidence: Evidence
    words: tuple[MarkedWords, ...]
    before: Passage | None
    after: Passage | None
    sign: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """What a reviewer has before them, and the checksum of it, which was kept for them."""

    claim: Claim
    evidence: tuple[ReviewedEvidence, ...]
    rules: tuple[RuleVerdict, ...]
    nearest: tuple[NearClaim, ...]
    checksum: str


def open_review(claim: Claim, *, by: Person) -> ClaimReview:
    """Return a claim with all that a reviewer reads, and keep that they have it before them.

    Costs as many queries for twenty quotations as for one.
    """
    pieces = list(claim.evidence.with_document().with_absence().order_by("source", "start"))
    for piece in pieces:
        piece.claim = claim  # which spares a query for each piece
    around = _fetch_around(pieces)
    return ClaimReview(
        claim,
        tuple(_place(piece, around) for piece in pieces),
        tuple(judge_claim(claim, pieces, by=by)),
        tuple(find_nearest(claim)),
        note_seen(claim, by=by),
    )


def mark_words(evidence: Evidence) -> tuple[MarkedWords, ...]:
    """Cut a passage at the quotation's ends, and at those of the words that speak for its mode.

    Joined, they are the passage's text. Nothing is marked where the quotation does not stand there.
    """
    text, start = evidence.passage.text, evidence.start - evidence.passage.start
    end = start + len(evidence.exact)
    if start < 0 or text[start:end] != evidence.exact:
        return (MarkedWords(text),)
    left, right = _find_sign(evidence)
    parts = (
        MarkedWords(text[:start]),
        MarkedWords(evidence.exact[:left], "quoted"),
        MarkedWords(evidence.exact[left:right], "sign"),
        MarkedWords(evidence.exact[right:], "quoted"),
        MarkedWords(text[end:]),
    )
    return tuple(part for part in parts if part.text)


def _place(evidence: Evidence, around: dict[tuple[int, int], Passage]) -> ReviewedEvidence:
    source, ordinal = evidence.source_id, evidence.passage.ordinal
    left, right = _find_sign(evidence)
    before, after = around.get((source, ordinal - 1)), around.get((source, ordinal + 1))
    sentence = read_frame(evidence, evidence.source.text).sentence if evidence.sentence_before else ""
    return ReviewedEvidence(evidence, mark_words(evidence), before, after, evidence.exact[left:right], sentence)


def _find_sign(evidence: Evidence) -> tuple[int, int]:
    """Return where in a quotation the words stand that speak for its mode, of length 0 where there are none."""
    proposed = propose_mode(evidence.exact)
    if not proposed.word or proposed.mode != evidence.mode:
        return 0, 0
    spaced = r"\s+".join(re.escape(word) for word in proposed.word.split())
    found = re.search(spaced, evidence.exact.replace("’", "'"))
    return found.span() if found else (0, 0)


def _fetch_around(pieces: Sequence[Evidence]) -> dict[tuple[int, int], Passage]:
    """Return the passages before and after those of the evidence, by source and number, in one query."""
    wanted = models.Q()
    for piece in pieces:
        ordinal = piece.passage.ordinal
        wanted |= models.Q(source=piece.source_id, ordinal__in=[ordinal - 1, ordinal + 1])
    rows = Passage.objects.filter(wanted).select_related("speaker") if pieces else ()
    return {(row.source_id, row.ordinal): row for row in rows}
