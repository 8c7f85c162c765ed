"""The first page and the list of debates: a page of questions, and the addresses of what else can be asked of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.front_page import compile_front_page
from explorer.debate.overviews.debate_filter import DebateFilter, DebateOrder
from explorer.debate.overviews.debate_list import DebateList, list_debates
from explorer.text import shorten
from explorer.views.rendering import render
from explorer.views.turning import PageTurns, link_turns
from explorer.web.paging import list_unread

LIST = "explorer/debate/topics/topic_list.html"

MOST_THEMES = 24
"""The largest number of themes to choose from; questions of others are found by words and under their headings."""


@dataclass(frozen=True, slots=True)
class DebateListView:
    """A list of debates, the ``filter`` that gave it, and its own address.

    ``base`` is the address of the list without any choice. ``orders`` are pairs of an order and an address, ``themes``
    rows of slug, label, number of questions and address, of which the first gives all, ``unknown`` pairs of parameter
    and value.
    """

    base: str
    address: str
    filter: DebateFilter
    debates: DebateList
    orders: Sequence[tuple[DebateOrder, str]]
    themes: Sequence[tuple[str, str, int, str]]
    turns: PageTurns
    unknown: Sequence[tuple[str, str]]


def show_debates(base: str, asked: DebateFilter, debates: DebateList) -> DebateListView:
    """Return a list as a page at an address shows it."""
    theme = debates.theme.slug if debates.theme else ""
    shown = replace(asked, theme=theme, order=None if asked.order == debates.own_order else asked.order)
    return DebateListView(
        base,
        base + shown.turned(debates.page.number).query_string,
        shown,
        debates,
        [
            (order, base + shown.ordered(None if order == debates.own_order else order).query_string)
            for order in DebateOrder
            if order != DebateOrder.THEME or debates.named_themes
        ],
        list(_link_themes(base, asked, debates)),
        link_turns(debates.page, lambda number: base + shown.turned(number).query_string),
        [*asked.unknown, *_list_unread_theme(asked, theme), *list_unread(asked.page, debates.page)],
    )


def _link_themes(base: str, asked: DebateFilter, debates: DebateList) -> Iterator[tuple[str, str, int, str]]:
    named = debates.named_themes[:MOST_THEMES]
    if debates.theme and debates.theme not in named:
        named.append(debates.theme)
    if named:
        yield "", "All", debates.worded, base + asked.on_theme("").query_string
    for theme in named:
        yield theme.slug, theme.label, theme.number, base + asked.on_theme(theme.slug).query_string


def _list_unread_theme(asked: DebateFilter, theme: str) -> list[tuple[str, str]]:
    return [("theme", shorten(asked.theme, 40))] if asked.theme and not theme else []


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
