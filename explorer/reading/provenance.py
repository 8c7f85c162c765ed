"""Where a claim comes from: its quotations in context, each checked against the stored document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from explorer.coding.attribution_chain import WRITTEN
from explorer.coding.vocabulary import INVERSE_RELATIONS, Attribution, Grade, RelationKind
from explorer.debate.evidence import build_original_address
from explorer.models import Claim, Erratum, Evidence, Passage, Relation
from explorer.models.claims import fetch_evidence
from explorer.models.queries.prepared import prepared
from explorer.models.sources import find_errata
from explorer.text import sentence_spans

SENTENCES_AROUND = 2
"""The number of sentences shown before a quotation, after it, and of a reply."""


@dataclass(frozen=True, slots=True)
class EvidenceTrace:
    """A piece of evidence among the words around it.

    ``verified`` is true where the document still holds the quotation at its place. ``line`` counts from 1. ``before``
    and ``after`` are the sentences around the quotation in its passage, empty where the document's text may not be
    shown; ``cut_before`` and ``cut_after`` are true where the passage goes on beyond them. ``answers`` is the passage
    that the quotation's passage answers, given with the first quotation of a passage only. ``reply_passage`` answers a
    report of somebody else's view, and ``reply_opening`` are its first sentences. ``original`` is the address of the
    words on their publisher's page, empty where that is not known.
    """

    evidence: Evidence
    verified: bool
    line: int
    before: str
    after: str
    cut_before: bool
    cut_after: bool
    errata: tuple[Erratum, ...]
    answers: Passage | None
    reply_passage: Passage | None
    reply_opening: str
    original: str

    @property
    def is_reply_whole(self) -> bool:
        """Whether the opening of the reply is all of it."""
        return self.reply_passage is not None and self.reply_opening == self.reply_passage.text

    @property
    def written(self) -> str:
        """How the words were written down, as in ``transcribed by``."""
        return WRITTEN[Grade(self.evidence.passage.grade)].removeprefix("as ")


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """A relation seen from one of its two claims. ``outgoing`` is true where it goes from this claim to the other."""

    relation: Relation
    other: Claim
    outgoing: bool

    @property
    def verb(self) -> str:
        """The verb between this claim and the other: ``Disputes``, ``Disputed by``."""
        kind = RelationKind(self.relation.kind)
        return kind.label if self.outgoing else INVERSE_RELATIONS[kind]


def trace_evidence(claim: Claim) -> list[EvidenceTrace]:
    """Return the evidence of a claim in context, checked against the texts of the documents as stored now."""
    evidence = _find_evidence(claim=claim.pk)
    for piece in evidence:
        piece.claim = claim
    slips = find_errata(sources=[piece.source_id for piece in evidence])
    # Reversed, so that of several replies to one passage the first is kept.
    replies = {reply.answers_id: reply for reply in reversed(_find_replies(passages=_list_reports(evidence)))}
    traces = [_build_trace(piece, slips, replies.get(piece.passage_id)) for piece in evidence]
    return [
        replace(trace, answers=None) if before and before.evidence.passage_id == trace.evidence.passage_id else trace
        for before, trace in zip([None, *traces], traces, strict=False)
    ]


def list_relations(claim: Claim) -> list[ClaimRelation]:
    """Return the relations between a claim and other published claims, outgoing ones first."""
    relations = _find_relations(claim=claim.pk)
    seen = [
        *(
            ClaimRelation(relation, relation.to_claim, outgoing=True)
            for relation in relations
            if relation.from_claim_id == claim.pk
        ),
        *(
            ClaimRelation(relation, relation.from_claim, outgoing=False)
            for relation in relations
            if relation.to_claim_id == claim.pk
        ),
    ]
    fetch_evidence(relation.other for relation in seen)
    return seen


@prepared
def _find_evidence(*, claim: int) -> QuerySet[Evidence]:
    return Evidence.objects.filter(claim=claim).with_document()


@prepared
def _find_replies(*, passages: Sequence[int]) -> QuerySet[Passage]:
    return Passage.objects.replying_to(passages)


@prepared
def _find_relations(*, claim: int) -> QuerySet[Relation]:
    return Relation.objects.published().with_claims().involving(claim)


def _list_reports(evidence: Iterable[Evidence]) -> list[int]:
    """Return the keys of the spoken passages that report somebody else's view and may be shown."""
    return [
        piece.passage_id
        for piece in evidence
        if piece.attribution == Attribution.REPORTED and piece.source.show_text and piece.passage.is_speech
    ]


def _build_trace(evidence: Evidence, slips: list[Erratum], reply: Passage | None) -> EvidenceTrace:
    text, passage = evidence.source.text, evidence.passage
    before = sentence_spans(text, passage.start, evidence.start)[-SENTENCES_AROUND:]
    after = sentence_spans(text, evidence.end, passage.end)[:SENTENCES_AROUND]
    shown = evidence.source.show_text
    return EvidenceTrace(
        evidence=evidence,
        verified=text[evidence.start : evidence.end] == evidence.exact,
        line=text.count("\n", 0, evidence.start) + 1,
        before=text[before[0][0] : evidence.start] if shown and before else "",
        after=text[evidence.end : after[-1][1]] if shown and after else "",
        cut_before=shown and bool(before) and before[0][0] > passage.start,
        cut_after=shown and bool(after) and after[-1][1] < passage.end,
        answers=passage.answers if shown else None,
        reply_passage=reply,
        reply_opening=_find_opening(reply.text) if reply else "",
        original=build_original_address(evidence, passage),
        errata=tuple(
            slip
            for slip in slips
            if slip.source_id == evidence.source_id and evidence.start <= slip.start and slip.end <= evidence.end
        ),
    )


def _find_opening(text: str) -> str:
    """Return the first sentences of a text, with the white space between them."""
    spans = sentence_spans(text)[:SENTENCES_AROUND]
    return text[spans[0][0] : spans[-1][1]]
