"""What each published claim comes to on each of its topics, derived from the link and from the claim's evidence."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import models

from explorer.coding.vocabulary import Bearing, Grade
from explorer.debate.overviews.derived_table import DerivedTable
from explorer.models import Claim, ClaimTopic, LinkFacts
from explorer.models.queries.prepared import prepared

UNASSERTED = len(Grade)
"""The place after all grades: of claims that their holders assert nowhere."""


def derive_link_facts(keys: Collection[int]) -> list[LinkFacts]:
    """Return the facts of the links of published claims with these keys; costs one query."""
    return [
        LinkFacts(
            link_id=link,
            claim_id=claim,
            topic_id=topic,
            speaker_id=speaker,
            point_id=point,
            telling=_place(Bearing(bearing), UNASSERTED if best is None else best),
            is_own=best is not None,
            is_spoken=is_spoken,
            day=day,
        )
        for link, claim, topic, speaker, point, bearing, best, is_spoken, day in _find_links(claims=list(keys))
    ]


@prepared
def _find_links(*, claims: Sequence[int]) -> models.QuerySet[Any, tuple[Any, ...]]:
    links: Any = ClaimTopic.objects.published().filter(claim__in=claims).with_day().with_telling()
    names = ("pk", "claim", "topic", "claim__speaker", "point", "bearing", "best", "is_spoken", "day")
    return links.values_list(*names)  # type: ignore[no-any-return]


def _place(bearing: Bearing, best: int) -> int:
    """Return the place of a claim among all that bear on a topic: a position comes first, then the better grade."""
    return best if bearing == Bearing.POSITION else UNASSERTED + 1 + best


LINK_FACTS = DerivedTable(LinkFacts, Claim, derive_link_facts, ("claim_id", "topic_id"))
