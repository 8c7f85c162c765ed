"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.filters import OrderFilter
from explorer.debate.front_page import compile_front_page
from explorer.debate.ranking import DebateOrder
from explorer.views.rendering import render


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, the sharpest clash, every question with who stands where, and the newest claims."""
    chosen = OrderFilter.read(request.GET)
    front_page = compile_front_page(chosen.order)
    context = {
        "comparisons": front_page.comparisons,
        "guests": front_page.guests,
        "clash": front_page.clash,
        "groups": front_page.groups,
        "orders": [(order, reverse("home") + OrderFilter(order).query_string) for order in DebateOrder],
        "filter": chosen,
        "newest": front_page.newest,
    }
    address = reverse("home") + chosen.query_string
    return render(request, "explorer/debate/home.html", context, partial="debates", address=address)
