"""One claim on one page for its reviewer: the passage with the words marked, the rules, and the way on by key."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from explorer.coding.review_permissions import Act
from explorer.curation import review
from explorer.curation.claim_review import open_review
from explorer.curation.review_queue import ReviewRound, list_waiting, plan_round
from explorer.errors import RefusedError, UnseenError
from explorer.models import Claim
from explorer.web.choice import Choice

TEMPLATE = "admin/explorer/curation/claim_review.html"
WHY = (
    "Says more than the words",
    "Wrong holder or asserter",
    "Firmer or softer than said",
    "Already there",
    "Belongs elsewhere",
)
"""What claims are sent back for most often."""
OFFERED = (Act.PUBLISH, Act.RESTORE, Act.SEND_BACK)


class SendBackForm(forms.Form):
    """Why a claim is sent back: one of the usual reasons, or words of one's own, or both."""

    why = forms.ChoiceField(
        label="Reason", required=False, choices=[(why, why) for why in WHY], widget=forms.RadioSelect
    )
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 2, "cols": 30}))

    def reason(self) -> str:
        """Return the reason in one piece; empty where none was given."""
        if not self.is_valid():
            return ""
        said = [self.cleaned_data["why"], self.cleaned_data["note"].strip()]
        return ". ".join(part for part in said if part)


@require_http_methods(["GET", "POST"])
def review_claim(request: HttpRequest, key: int) -> HttpResponse:
    """Show a claim as its reviewer reads it; publish it, restore it or send it back, and go on to the next one."""
    if not request.user.has_perm("explorer.review_claim"):
        raise PermissionDenied
    claim = Claim.objects.for_desk().with_topics().filter(pk=key).first()
    if claim is None:
        raise Http404
    planned = plan_round(claim, read_keys(request), by=request.user)
    if request.method == "POST":
        return _decided(request, claim, planned)
    return _shown(request, claim, planned, SendBackForm())


def begin_round(request: HttpRequest) -> HttpResponse:
    """Open the first of the claims that wait for the person who is logged in."""
    if not request.user.has_perm("explorer.review_claim"):
        raise PermissionDenied
    if keys := list_waiting(request.user):
        return redirect(review_address(keys[0], keys))
    messages.info(request, "No claim waits for your review.")
    return redirect("admin:index")


def review_address(key: int, keys: Any = ()) -> str:
    """Return the address at which a claim is reviewed, in a round of others where ``keys`` names them."""
    address = reverse("admin:explorer_claim_read", args=[key])
    return f"{address}?{urlencode({'ids': ','.join(str(other) for other in keys)}, safe=',')}" if keys else address


def read_keys(request: HttpRequest) -> list[int]:
    """Return the keys of the round that the address names."""
    asked = Choice.read(request.GET, "ids").values
    return [int(key) for key in asked if key.isascii() and key.isdecimal() and len(key) < 18]


def _decided(request: HttpRequest, claim: Claim, planned: ReviewRound) -> HttpResponse:
    """Do what was decided and go on; or show the claim again with what forbids it."""
    act, form = request.POST.get("do", ""), SendBackForm(request.POST)
    if act not in OFFERED:
        raise Http404
    reason = form.reason() if act == Act.SEND_BACK else ""
    try:
        checksum = request.POST.get("checksum", "")
        done = review.perform(Act(act), claim, by=request.user, reason=reason, checksum=checksum)
    except RefusedError as error:
        status = 409 if isinstance(error, UnseenError) else 422
        return _shown(request, claim, planned, form, fault=f"{error}.", status=status)
    messages.success(request, f"“{done}” was {Act(act).done}.")
    if planned.following is None:
        return redirect("admin:index")
    return redirect(review_address(planned.following, planned.keys))


def _shown(
    request: HttpRequest,
    claim: Claim,
    planned: ReviewRound,
    form: SendBackForm,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    acts = review.list_acts(claim, by=request.user)
    context = {
        **admin.site.each_context(request),
        "title": "Review",
        "read": open_review(claim, by=request.user),
        "round": planned,
        "next": review_address(planned.following, planned.keys) if planned.following else "",
        "form": form,
        "acts": [act for act in OFFERED if act in acts and act != Act.SEND_BACK],
        "may_send_back": Act.SEND_BACK in acts,
        "fault": fault,
    }
    return TemplateResponse(request, TEMPLATE, context, status=status)
