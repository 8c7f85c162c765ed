"""One claim and where it comes from."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from explorer.coding.vocabulary import Status
from explorer.debate.compare import survey_one
from explorer.debate.contrasts import partings_of
from explorer.exports.metadata import citation_of, describe_claim
from explorer.models import Claim
from explorer.reading.provenance import bonds, trace
from explorer.reading.public_history import public_steps


def claim_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published claim with its quotations in context, its chain and what it bears on.

    A retracted one is answered with 410 and the notice of when and why.
    """
    claim = get_object_or_404(Claim.objects.citable().with_evidence().with_topics(), slug=slug)
    if claim.status == Status.RETRACTED:
        return render(request, "explorer/reading/claim_retracted.html", {"claim": claim}, status=HTTPStatus.GONE)
    links = list(claim.topic_links.all())
    topics = [link.topic for link in links]
    traces, citation = trace(claim), citation_of(claim)
    context = {
        "claim": claim,
        "stands": [(link, column) for link, (_, column) in zip(links, survey_one(topics, claim.speaker), strict=True)],
        "traces": traces,
        "steps": public_steps(claim),
        "bonds": bonds(claim),
        "partings": partings_of(claim.speaker, topics),
        "citation": citation,
        "tags": citation.tags,
        "described": describe_claim(claim, traces),
    }
    return render(request, "explorer/reading/claim_detail.html", context)
