"""What templates say of claims and of their evidence, found out once for each."""

from dataclasses import dataclass

from django import template

from explorer.coding.vocabulary import Attribution, Basis, ClaimRole, Grade, Mode
from explorer.debate.evidence import TopicClaim
from explorer.models import Evidence, Passage
from explorer.templatetags.explorer_tags import passage_time

register = template.Library()


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """What stands beside the words of a piece of evidence.

    ``before`` is the passage that they answer, ``chain`` who says so; ``place`` names the conversation or the document
    with the time in it, where ``address`` leads to them there and is empty without a link. ``remarks`` are what else
    is to be known of them.
    """

    is_own: bool
    is_inferred: bool
    is_reported: bool
    before: Passage | None
    chain: str
    address: str
    place: str
    remarks: tuple[str, ...]


@register.simple_tag
def evidence_words(evidence: Evidence, mode: Mode | str, plain: bool | str) -> EvidenceWords:  # noqa: FBT001, of templates
    """Return the words beside a piece of evidence; its mode is told where it is not the claim's.

    With ``plain`` nothing leads to its passage. Both are empty where a template is not given them.
    """
    passage, own = evidence.passage, evidence.is_own_words
    time, is_timed = passage_time(passage), passage.start_time is not None
    remarks = (
        time if plain or not is_timed else "",
        "as printed; may be shortened" if passage.grade == Grade.QUOTATION else "",
        "" if evidence.mode == (mode or Mode.ASSERTED) else Mode(evidence.mode).label,
    )
    return EvidenceWords(
        is_own=own,
        is_inferred=evidence.basis == Basis.INFERRED,
        is_reported=evidence.attribution == Attribution.REPORTED,
        before=evidence.answered_passage,
        chain=evidence.chain,
        address="" if plain else evidence.get_absolute_url(),
        place="" if plain else f"{evidence.short_place}, {time}" if is_timed else evidence.short_place,
        remarks=tuple(filter(None, remarks)),
    )


@register.simple_tag
def claim_signs(claim: TopicClaim, *, apart: bool | str = False, titled: bool | str = False) -> list[str]:
    """Return in words what is not plain about a claim: its bearing, its role, its mode.

    The bearing is left out ``apart`` from a topic, the role under a heading that names it (``titled``).
    """
    role, mode = claim.role, claim.mode
    return [
        *(["Background"] if claim.qualifies and not apart else []),
        *([role.label] if role != ClaimRole.PLAIN and not titled else []),
        *([mode.label] if mode and mode != Mode.ASSERTED else []),
    ]
