"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.debate_filter import DebateFilter
from explorer.debate.front_page import compile_front_page
from explorer.views.debates import show_debates
from explorer.views.rendering import render


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, the sharpest clash, a page of questions with who stands where, and the newest claims."""
    asked = DebateFilter.read(request.GET)
    front_page = compile_front_page(asked)
    shown = show_debates(reverse("home"), asked, front_page.debates)
    context = {"guests": front_page.guests, "clash": front_page.clash, "newest": front_page.newest, "list": shown}
    return render(request, "explorer/debate/home.html", context, partial="debates", address=shown.address)
