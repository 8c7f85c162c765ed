"""The first page and the list of debates: a page of questions, and the addresses of what else can be asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.front_page import compile_front_page
from explorer.debate.overviews.debate_filter import DebateFilter, DebateOrder
from explorer.debate.overviews.debate_list import DebateList, list_debates
from explorer.views.rendering import render
from explorer.views.turning import PageTurns, link_turns
from explorer.web.paging import list_unread

LIST = "explorer/debate/topics/topic_list.html"


@dataclass(frozen=True, slots=True)
class DebateListView:
    """A list of debates, the ``filter`` that gave it, and its own address.

    ``base`` is the address of the list without any choice. ``orders`` are pairs of an order and an address, ``unknown``
    pairs of parameter and value.
    """

    base: str
    address: str
    filter: DebateFilter
    debates: DebateList
    orders: Sequence[tuple[DebateOrder, str]]
    turns: PageTurns
    unknown: Sequence[tuple[str, str]]


def show_debates(base: str, asked: DebateFilter, debates: DebateList) -> DebateListView:
    """Return a list as a page at an address shows it."""
    return DebateListView(
        base,
        base + asked.turned(debates.page.number).query_string,
        asked,
        debates,
        [(order, base + asked.ordered(order).query_string) for order in DebateOrder],
        link_turns(debates.page, lambda number: base + asked.turned(number).query_string),
        [*asked.unknown, *list_unread(asked.page, debates.page)],
    )


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, the sharpest clash, a page of questions with who stands where, and the newest claims."""
    asked = DebateFilter.read(request.GET)
    front_page = compile_front_page(asked)
    shown = show_debates(reverse("home"), asked, front_page.debates)
    context = {"guests": front_page.guests, "clash": front_page.clash, "newest": front_page.newest, "list": shown}
    return render(request, "explorer/debate/home.html", context, partial="debates", address=shown.address)


def topic_list(request: HttpRequest) -> HttpResponse:
    """List the questions asked for, a page at a time, with who stands where."""
    asked = DebateFilter.read(request.GET)
    shown = show_debates(reverse("topic-list"), asked, list_debates(asked))
    return render(
        request, "explorer/debate/topics/topic_list.html", {"list": shown}, partial="debates", address=shown.address
    )
