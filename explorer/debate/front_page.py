"""The first page: the sharpest clash, every question with who stands where, and the newest claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import RelationKind
from explorer.debate.compare import survey
from explorer.debate.comparison import Comparison
from explorer.debate.ranking import DebateGroup, DebateOrder, rank_debates
from explorer.debate.sharpest import Clash, find_sharpest
from explorer.models import Claim, Relation, Speaker, Topic

NEWEST = 5
"""The number of newest claims shown."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the first page shows: ``comparisons`` in the order of the topics, ``groups`` of them in the order asked for.

    ``clash`` is None where no two guests are far enough apart.
    """

    guests: Sequence[Speaker]
    comparisons: Sequence[Comparison]
    groups: Sequence[DebateGroup]
    clash: Clash | None
    newest: Sequence[Claim]


def compile_front_page(order: DebateOrder) -> FrontPage:
    """Return the first page with its debates in an order."""
    guests = list(Speaker.objects.guests())
    comparisons = survey(list(Topic.objects.all()), guests)
    return FrontPage(
        guests,
        comparisons,
        rank_debates(comparisons, order),
        find_sharpest(comparisons, list(Relation.objects.published().of_kind(RelationKind.DISPUTES))),
        list(Claim.objects.published().newest().with_evidence().with_topics()[:NEWEST]),
    )
