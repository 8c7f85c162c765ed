"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.filters import OrderFilter
from explorer.debate.front_page import compile_front_page
from explorer.debate.ranking import DebateOrder
from explorer.views.rendering import render


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, the two furthest apart, the questions with who stands where, and the newest claims."""
    chosen = OrderFilter.read(request.GET)
    opening = compile_front_page(chosen.order)
    context = {
        "comparisons": opening.comparisons,
        "guests": opening.guests,
        "clash": opening.clash,
        "groups": opening.groups,
        "orders": [(order, reverse("home") + OrderFilter(order).query_string) for order in DebateOrder],
        "filter": chosen,
        "newest": opening.newest,
    }
    address = reverse("home") + chosen.query_string
    return render(request, "explorer/debate/home.html", context, partial="debates", address=address)
