"""One claim and where it comes from."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from explorer.coding.vocabulary import Status
from explorer.interchange.citations import Citation
from explorer.models import Claim
from explorer.services.comparing import survey_one
from explorer.services.parting import partings_of
from explorer.services.tracing import bonds, trace


def claim_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published claim with its quotations in context, its chain and what it bears on.

    A retracted one is answered with 410 and the notice of when and why.
    """
    claim = get_object_or_404(Claim.objects.citable().with_evidence().with_topics(), slug=slug)
    if claim.status == Status.RETRACTED:
        return render(request, "explorer/claim_retracted.html", {"claim": claim}, status=HTTPStatus.GONE)
    links = list(claim.topic_links.all())
    topics = [link.topic for link in links]
    context = {
        "claim": claim,
        "stands": [(link, column) for link, (_, column) in zip(links, survey_one(topics, claim.speaker), strict=True)],
        "traces": trace(claim),
        "bonds": bonds(claim),
        "partings": partings_of(claim.speaker, topics),
        "citation": _citation(claim),
    }
    return render(request, "explorer/claim_detail.html", context)


def _citation(claim: Claim) -> Citation:
    return Citation(
        key=claim.slug,
        statement=claim.statement,
        holder=claim.speaker.name,
        episode=claim.episode.title,
        series=claim.episode.short_title if claim.episode.series else "",
        said=claim.episode.date,
        changed=claim.updated_at.date(),
        url=f"{settings.PUBLIC_URL}{claim.get_absolute_url()}",
    )
