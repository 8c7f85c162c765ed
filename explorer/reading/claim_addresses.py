"""Which claim answers at an address: the one of that slug, or the one that it was renamed to or became part of."""

from django.http import Http404

from explorer.coding.vocabulary import Status
from explorer.models import Claim


def fetch_claim(slug: str) -> Claim:
    """Return the claim of a slug, published or retracted, or the published one to which a former slug leads.

    Evidence and topics are fetched. A former slug leads on from a retracted claim too. Raises Http404.
    """
    claims = Claim.objects.with_evidence().with_topics()
    claim = claims.citable().filter(slug=slug).first()
    if claim is None or claim.status == Status.RETRACTED:
        claim = claims.published().formerly(slug).first() or claim
    if claim is None:
        raise Http404
    return claim
