"""The debate as one meets it first: the two furthest apart, the questions with who stands where, the newest claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import RelationKind
from explorer.debate.compare import survey
from explorer.debate.comparison import Comparison
from explorer.debate.ranking import DebateGroup, DebateOrder, rank_debates
from explorer.debate.sharpest import Clash, find_sharpest
from explorer.models import Claim, Relation, Speaker, Topic

NEWEST = 5
"""How many of the newest claims are shown."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Every question in its own order and, in ``groups``, in the one asked for; ``clash`` is None where none is."""

    guests: Sequence[Speaker]
    comparisons: Sequence[Comparison]
    groups: Sequence[DebateGroup]
    clash: Clash | None
    newest: Sequence[Claim]


def compile_front_page(order: DebateOrder) -> FrontPage:
    """Return it with the questions in an order."""
    guests = list(Speaker.objects.guests())
    comparisons = survey(list(Topic.objects.all()), guests)
    return FrontPage(
        guests,
        comparisons,
        rank_debates(comparisons, order),
        find_sharpest(comparisons, list(Relation.objects.published().of_kind(RelationKind.DISPUTES))),
        list(Claim.objects.published().newest().with_evidence().with_topics()[:NEWEST]),
    )
