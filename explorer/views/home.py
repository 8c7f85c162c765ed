"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.coding.vocabulary import RelationKind
from explorer.filters import OrderFilter
from explorer.models import Claim, Relation, Speaker, Topic
from explorer.services.clashing import sharpest
from explorer.services.comparing import survey
from explorer.services.ranking import Order, rank
from explorer.views.rendering import render

NEWEST = 5
"""How many of the newest claims are shown."""


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, the two furthest apart, the questions with who stands where, and the newest claims."""
    chosen = OrderFilter.read(request.GET)
    guests = list(Speaker.objects.guests())
    comparisons = survey(list(Topic.objects.all()), guests)
    context = {
        "comparisons": comparisons,
        "guests": guests,
        "clash": sharpest(comparisons, list(Relation.objects.published().of_kind(RelationKind.DISPUTES))),
        "groups": rank(comparisons, chosen.order),
        "orders": [(order, reverse("home") + OrderFilter(order).query_string) for order in Order],
        "filter": chosen,
        "newest": Claim.objects.published().newest().with_evidence().with_topics()[:NEWEST],
    }
    address = reverse("home") + chosen.query_string
    return render(request, "explorer/home.html", context, partial="debates", address=address)
