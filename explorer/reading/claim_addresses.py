"""Which claim answers at an address: the one of that slug, or the one that it was renamed to or became part of."""

from django.db.models import QuerySet
from django.http import Http404

from explorer.coding.vocabulary import Status
from explorer.models import Claim
from explorer.models.claims import fetch_evidence, fetch_topics
from explorer.models.queries.prepared import prepared


def fetch_claim(slug: str) -> Claim:
    """Return the claim of a slug, published or retracted, or the published one to which a former slug leads.

    Evidence and topics are fetched. A former slug leads on from a retracted claim too. Raises Http404.
    """
    claim = next(iter(_find_citable(slug=slug)), None)
    if claim is None or claim.status == Status.RETRACTED:
        claim = next(iter(_find_moved(slug=slug)), claim)
    if claim is None:
        raise Http404
    fetch_evidence([claim])
    fetch_topics([claim])
    return claim


@prepared
def _find_citable(*, slug: str) -> QuerySet[Claim]:
    return Claim.objects.citable().filter(slug=slug).with_records()


@prepared
def _find_moved(*, slug: str) -> QuerySet[Claim]:
    return Claim.objects.published().formerly(slug).with_records()
