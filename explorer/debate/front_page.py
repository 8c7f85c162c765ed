"""The first page: the sharpest clash, a page of questions with who stands where, and the newest claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from explorer.debate.overviews.debate_filter import DebateFilter
from explorer.debate.overviews.debate_list import DebateList, list_debates
from explorer.debate.sharpest import Clash, find_sharpest
from explorer.models import Claim
from explorer.models.claims import fetch_evidence, fetch_topics
from explorer.models.queries.prepared import prepared

NEWEST = 5
"""The number of newest claims shown."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the first page shows; ``guests`` is their number.

    ``clash`` is None where no two guests are far enough apart.
    """

    guests: int
    debates: DebateList
    clash: Clash | None
    newest: Sequence[Claim]


def compile_front_page(asked: DebateFilter) -> FrontPage:
    """Return the first page with the debates asked for."""
    debates = list_debates(asked)
    return FrontPage(debates.guests, debates, find_sharpest(), list_newest())


def list_newest() -> list[Claim]:
    """Return the newest published claims."""
    claims = _find_newest(NEWEST)
    fetch_evidence(claims)
    fetch_topics(claims)
    return claims


@prepared
def _find_newest(most: int, /) -> QuerySet[Claim]:
    return Claim.objects.published().newest(most).with_records()[:most]
