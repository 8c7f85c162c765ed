"""Where a claim comes from: its quotations in context, checked against the stored document as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from explorer.coding.attribution_chain import WRITTEN
from explorer.coding.vocabulary import INVERSE_RELATIONS, Attribution, Grade, RelationKind
from explorer.debate.evidence import original_address
from explorer.models import Claim, Erratum, Evidence, Passage, Relation
from explorer.text import sentence_spans

SENTENCES_AROUND = 2


@dataclass(frozen=True, slots=True)
class EvidenceTrace:
    """A piece of evidence in its place.

    ``before`` and ``after`` are the sentences around it in its passage, empty where the document's text is not to be
    shown; ``cut_before`` and ``cut_after`` say that the passage goes on. ``line`` counts from 1. ``answers`` is what
    the passage answers, given with the first of its quotations only. ``reply`` opens what was said to somebody's report
    of another's view, in full where ``reply_ends``. ``original`` is the address of the words on their publisher's page,
    empty where that is not known.
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
    replied: Passage | None
    reply: str
    original: str

    @property
    def reply_ends(self) -> bool:
        """Whether the reply is given in full."""
        return self.replied is not None and self.reply == self.replied.text

    @property
    def written(self) -> str:
        """How the words were written down: ``transcribed by``."""
        return WRITTEN[Grade(self.evidence.passage.grade)].removeprefix("as ")


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """A relation seen from one of its ends."""

    relation: Relation
    other: Claim
    outgoing: bool

    @property
    def verb(self) -> str:
        """What joins this end to the other, in words: ``Disputes``, ``Disputed by``."""
        kind = RelationKind(self.relation.kind)
        return kind.label if self.outgoing else INVERSE_RELATIONS[kind]


def trace_evidence(claim: Claim) -> list[EvidenceTrace]:
    """Return the claim's evidence in context, the documents' texts read anew."""
    evidence = Evidence.objects.filter(claim=claim).with_claim().with_document()
    slips = list(Erratum.objects.in_sources(item.source_id for item in evidence))
    replies = {reply.answers_id: reply for reply in Passage.objects.replying_to(_reports(evidence)).reverse()}
    traces = [_trace(item, slips, replies.get(item.passage_id)) for item in evidence]
    return [
        replace(one, answers=None) if before and before.evidence.passage_id == one.evidence.passage_id else one
        for before, one in zip([None, *traces], traces, strict=False)
    ]


def list_relations(claim: Claim) -> list[ClaimRelation]:
    """Return how published claims bear on this one and it on them, outgoing first."""
    relations = Relation.objects.published().with_claims().with_evidence().involving(claim)
    found = [
        ClaimRelation(relation, relation.to_claim if outgoing else relation.from_claim, outgoing)
        for relation in relations
        for outgoing in [relation.from_claim_id == claim.pk]
    ]
    return sorted(found, key=lambda bond: not bond.outgoing)


def _reports(evidence: Iterable[Evidence]) -> list[int]:
    """Return the keys of the passages that report a view of somebody else and may be shown."""
    return [
        item.passage_id
        for item in evidence
        if item.attribution == Attribution.REPORTED and item.source.show_text and item.passage.is_speech
    ]


def _trace(evidence: Evidence, slips: list[Erratum], replied: Passage | None) -> EvidenceTrace:
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
        replied=replied,
        reply=_opening(replied.text) if replied else "",
        original=original_address(evidence, passage),
        errata=tuple(
            slip
            for slip in slips
            if slip.source_id == evidence.source_id and evidence.start <= slip.start and slip.end <= evidence.end
        ),
    )


def _opening(text: str) -> str:
    """Return the sentences that a text opens with, as they stand there."""
    spans = sentence_spans(text)[:SENTENCES_AROUND]
    return text[spans[0][0] : spans[-1][1]]
