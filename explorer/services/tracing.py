"""Where a claim comes from: its quotations in context, checked against the stored document as they are shown."""

from dataclasses import dataclass, replace

from explorer.coding.chain import WRITTEN
from explorer.coding.vocabulary import INVERSE_RELATIONS, Grade, RelationKind
from explorer.models import Claim, Erratum, Evidence, Passage, Relation
from explorer.text import sentence_spans

SENTENCES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """A piece of evidence in its place.

    ``before`` and ``after`` are the sentences around it in its passage, empty where the document's text is not to be
    shown; ``cut_before`` and ``cut_after`` say that the passage goes on. ``line`` counts from 1. ``answers`` is what
    the passage answers, given with the first of its quotations only.
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

    @property
    def written(self) -> str:
        """How the words were written down: ``transcribed by``."""
        return WRITTEN[Grade(self.evidence.passage.grade)].removeprefix("as ")


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation seen from one of its ends."""

    relation: Relation
    other: Claim
    outgoing: bool

    @property
    def verb(self) -> str:
        """What joins this end to the other, in words: ``Disputes``, ``Disputed by``."""
        kind = RelationKind(self.relation.kind)
        return kind.label if self.outgoing else INVERSE_RELATIONS[kind]


def trace(claim: Claim) -> list[Trace]:
    """Return the claim's evidence in context, the documents' texts read anew."""
    evidence = Evidence.objects.filter(claim=claim).with_claim().with_document()
    slips = list(Erratum.objects.in_sources(item.source_id for item in evidence))
    traces = [_trace(item, slips) for item in evidence]
    return [
        replace(one, answers=None) if before and before.evidence.passage_id == one.evidence.passage_id else one
        for before, one in zip([None, *traces], traces, strict=False)
    ]


def bonds(claim: Claim) -> list[Bond]:
    """Return how published claims bear on this one and it on them, outgoing first."""
    relations = Relation.objects.published().with_claims().touching(claim)
    found = [
        Bond(relation, relation.to_claim if outgoing else relation.from_claim, outgoing)
        for relation in relations
        for outgoing in [relation.from_claim_id == claim.pk]
    ]
    return sorted(found, key=lambda bond: not bond.outgoing)


def _trace(evidence: Evidence, slips: list[Erratum]) -> Trace:
    text, passage = evidence.source.text, evidence.passage
    before = sentence_spans(text, passage.start, evidence.start)[-SENTENCES_AROUND:]
    after = sentence_spans(text, evidence.end, passage.end)[:SENTENCES_AROUND]
    shown = evidence.source.show_text
    return Trace(
        evidence=evidence,
        verified=text[evidence.start : evidence.end] == evidence.exact,
        line=text.count("\n", 0, evidence.start) + 1,
        before=text[before[0][0] : evidence.start] if shown and before else "",
        after=text[evidence.end : after[-1][1]] if shown and after else "",
        cut_before=shown and bool(before) and before[0][0] > passage.start,
        cut_after=shown and bool(after) and after[-1][1] < passage.end,
        answers=passage.answers if shown else None,
        errata=tuple(
            slip
            for slip in slips
            if slip.source_id == evidence.source_id and evidence.start <= slip.start and slip.end <= evidence.end
        ),
    )
