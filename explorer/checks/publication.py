"""What keeps a single record from being published: the rules that a check of the whole database holds it to."""

from collections.abc import Iterator

from explorer.checks.database import NEEDS_CLAIMS
from explorer.checks.documents import evidence_faults
from explorer.coding import rules
from explorer.coding.vocabulary import StanceCode, Status
from explorer.corpus_format.consistency import statement_key
from explorer.debate.stances import AssessedStance, assess
from explorer.models import Claim, Stance


def faults_of(record: Claim | Stance) -> list[str]:
    """Return what is wrong with a record as it is stored, each with what to do."""
    return list(_claim_faults(record) if isinstance(record, Claim) else stance_faults(assess([record])[0]))


def _claim_faults(claim: Claim) -> Iterator[str]:
    pieces = list(claim.evidence.with_document())
    if not pieces:
        yield "it has no evidence; quote what carries it"
    if not claim.topic_links.exists():
        yield "it is linked to no topic; link it to one"
    for piece in pieces:
        piece.claim = claim
        yield from evidence_faults(piece)
    key = statement_key(claim.statement)
    others = Claim.objects.held_by(claim.speaker).exclude(pk=claim.pk).exclude(status=Status.RETRACTED)
    for slug, statement in others.values_list("slug", "statement"):
        if statement_key(statement) == key:
            yield f"it says the same as '{slug}' of the same holder; give up one of them"


def stance_faults(assessed: AssessedStance) -> Iterator[str]:
    """Yield what a stance lacks by the rules, resting on the claims that it was assessed with."""
    stance = assessed.stance
    if stance.position is not None:
        if fault := rules.position_fault(stance.position, assessed.witnesses):
            yield fault
    elif StanceCode(stance.code) in NEEDS_CLAIMS and not assessed.claims:
        yield (
            f"'{stance.get_code_display()}' rests on no published claim; "
            "link a claim to the topic with bearing 'position', and publish it"
        )
