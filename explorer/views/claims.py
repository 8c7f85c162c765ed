"""The page of a claim."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explorer.coding.attribution_chain import describe_holding
from explorer.coding.vocabulary import Status
from explorer.debate.contrasts import list_contrasts
from explorer.debate.portions.columns import survey_kept
from explorer.exports.metadata import build_citation, describe_claim
from explorer.models import Claim
from explorer.reading.claim_addresses import fetch_claim
from explorer.reading.provenance import list_relations, trace_evidence
from explorer.reading.public_history import list_public_events
from explorer.web.moves import redirect_to_slug


def claim_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published claim with its quotations in context, their attribution chains, its topics and its relations.

    For a retracted claim, answer 410 with a notice of when and why; for a former slug, redirect.
    """
    claim = fetch_claim(slug)
    if claim.slug != slug:
        return redirect_to_slug(request, claim.slug)
    if claim.status == Status.RETRACTED:
        return render(request, "explorer/reading/claim_retracted.html", {"claim": claim}, status=HTTPStatus.GONE)
    links = list(claim.topic_links.all())
    topics = [link.topic for link in links]
    columns = [comparison.columns[0] for comparison in survey_kept(topics, [claim.speaker])]
    traces, citation = trace_evidence(claim), build_citation(claim)
    context = {
        "claim": claim,
        "holding": describe_holding(claim.basis, claim.grade, claim.mode),
        "stands": list(zip(links, columns, strict=True)),
        "traces": traces,
        "steps": list_public_events(claim),
        "taken_in": list(Claim.objects.merged_into(claim)),
        "relations": list_relations(claim),
        "contrasts": list_contrasts(claim.speaker, topics),
        "citation": citation,
        "tags": citation.tags,
        "described": describe_claim(claim, traces),
    }
    return render(request, "explorer/reading/claim_detail.html", context)
