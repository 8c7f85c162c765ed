"""One claim and where it comes from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from explorer.models import Claim
from explorer.services.tracing import bonds, trace


def claim_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published claim with its quotations in context, its chain and its relations."""
    claim = get_object_or_404(Claim.objects.published().with_evidence().with_topics(), slug=slug)
    context = {"claim": claim, "traces": trace(claim), "bonds": bonds(claim)}
    return render(request, "explorer/claim_detail.html", context)
