"""The page of the matrix: guests on questions, as many as can be read at once."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.coding.vocabulary import Silence
from explorer.debate.overviews.matrix import Matrix, build_matrix, list_choosable
from explorer.debate.overviews.matrix_filter import ORDERS, MatrixFilter
from explorer.debate.silence import describe_silence
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.views.turning import link_turns
from explorer.web.day import DayFilter, add_day
from explorer.web.paging import list_unread


def matrix(request: HttpRequest) -> HttpResponse:
    """Show where guests stand on questions, with the evidence of the cell that the address opens."""
    asked, as_of = MatrixFilter.read(request.GET), DayFilter.read(request.GET)
    grid, base = build_matrix(asked, as_of.day), reverse("matrix")
    named = None if grid.is_default else [person.slug for person in grid.speakers]
    shown = asked.named(named, grid.kept, grid.theme.slug if grid.theme else "", grid.one, grid.page.number)
    moment = DayView.of_cells(as_of, base + shown.opening(grid.opened), grid.page.rows, grid.speakers)
    person = grid.one if grid.place_alone else ""
    choosable = list_choosable() if grid.is_chosen or named or shown.is_narrowed else []
    context = {
        "grid": grid,
        "silences": [(silence, describe_silence(silence, as_of.day)) for silence in Silence],
        "unknown": [*asked.unknown(_list_known(grid, asked), grid.opened), *list_unread(asked.page, grid.page)],
        "moment": moment,
        "filter": shown,
        "closed": add_day(base + shown.query_string, as_of.day),
        "opening": add_day(base + shown.query_string, as_of.day) + ("&" if shown.query_string or as_of.day else "?"),
        "choice": {"filter": shown, "orders": _list_orders(grid), "people": choosable, "grid": grid, "moment": moment},
        "beside": [add_day(base + shown.alone(slug), as_of.day) if slug else "" for slug in grid.beside],
        "turns": link_turns(grid.page, lambda number: add_day(base + shown.turned(number, person), as_of.day)),
    }
    return render(request, "explorer/debate/matrix/matrix.html", context, partial="matrix", address=moment.address)


def _list_orders(grid: Matrix) -> list[tuple[str, str]]:
    """Return the orders to choose from as pairs of value and label; that by theme only where there are themes."""
    return [(value, label) for value, label in ORDERS.items() if value != "theme" or grid.themes]


def _list_known(grid: Matrix, asked: MatrixFilter) -> dict[str, frozenset[str]]:
    """Return the values of the address that name what is shown, by parameter."""
    people = frozenset(person.slug for person in grid.speakers)
    topics = frozenset(topic.slug for topic in grid.page.rows)
    return {
        "speakers": people,
        "add": people | {person.name for person in grid.speakers},
        "keep": people,
        "theme": frozenset({asked.theme} if grid.theme else ()),
        "one": people | topics,
        "topics": topics if grid.page.pages == 1 else frozenset(asked.topics.values),
    }
