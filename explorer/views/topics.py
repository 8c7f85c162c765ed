"""The side-by-side comparison on a question."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from explorer.debate.column_choice import ColumnChoice, choose_columns
from explorer.debate.compare import fetch_contrasts
from explorer.debate.filters import ORDERS, ComparisonFilter, ComparisonView
from explorer.debate.opening import find_opening
from explorer.debate.points import FILLED_ROWS, build_point_table, group_by_claim
from explorer.debate.portions.columns import count_evidence
from explorer.exports.metadata import describe_topic
from explorer.models import Relation, Topic
from explorer.models.topics import fetch_around, fetch_spoken_points
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.views.turning import link_turns
from explorer.web.day import DayFilter, add_day
from explorer.web.paging import PageChoice, add_page, list_unread

DETAIL = "explorer/debate/topics/topic_detail.html"


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare what the chosen guests say on a topic, point by point or person by person, a page of claims at a time."""
    topic, neighbours = _find_topic(slug)
    asked, as_of, page = ComparisonFilter.read(request.GET), DayFilter.read(request.GET), PageChoice.read(request.GET)
    choice = choose_columns(topic, asked, as_of.day, page)
    address, named, portion = topic.get_absolute_url(), choice.named, choice.portion
    whole = address + asked.query_string(named)
    counted = [column.speaker for column in (*choice.chosen, *choice.absent)]
    moment = DayView.of_cells(as_of, whole, [topic], counted)
    relations = choice.fetch_relations()
    laid_out = _lay_out(topic, asked, choice, relations)
    shown = asked.showing(choice.slugs)
    grades, modes = count_evidence(topic, counted, as_of.day)
    furthest = [column.speaker.slug for column in choice.furthest]
    turned = partial(add_page, moment.address)
    context = {
        "topic": topic,
        "described": describe_topic(topic),
        "comparison": choice.comparison,
        "shown": shown,
        "selection": choice,
        "furthest": add_day(address + asked.query_string(furthest), as_of.day) if furthest else "",
        "unknown": [*asked.unknown(choice.offered), *list_unread(page, portion.page)],
        "contrasts": fetch_contrasts(topic, choice.chosen),
        "bar": {
            "filter": asked,
            "shown": shown,
            "choice": choice,
            "views": laid_out.pop("views"),
            "grades": grades.items(),
            "modes": modes.items(),
            "orders": ORDERS.items(),
            "moment": moment,
        },
        "all_evidence": add_day(address + asked.widened().query_string(named), as_of.day),
        "moment": moment,
        "turns": link_turns(portion.page, turned),
        **laid_out,
        **neighbours,
    }
    return render(request, DETAIL, context, partial="comparison", address=turned(portion.page.number))


def _lay_out(
    topic: Topic, asked: ComparisonFilter, choice: ColumnChoice, relations: Sequence[Relation]
) -> dict[str, object]:
    """Return the table of points with the addresses of both views; the table is None where people are shown."""
    points = fetch_spoken_points(topic=topic.pk)
    table = build_point_table(points, choice, relations)
    filled = choice.portion.count_points_of(column.speaker for column in choice.chosen)
    by_points = asked.view == ComparisonView.POINTS or (asked.view is None and filled >= FILLED_ROWS)
    return {
        "opening": find_opening(table),
        "table": table if by_points and points else None,
        "relations": group_by_claim(relations),
        "views": [
            (view, topic.get_absolute_url() + asked.viewing(view, choice.named)) for view in ComparisonView if points
        ],
    }


def _find_topic(slug: str) -> tuple[Topic, dict[str, Topic | int | None]]:
    """Return a topic; and those before and after it, and which of how many it is."""
    around: Any = fetch_around(slug=slug)
    place = next((place for place, topic in enumerate(around) if topic.slug == slug), None)
    if place is None:
        raise Http404
    topic = around[place]
    return topic, {
        "previous": around[place - 1] if place else None,
        "next": around[place + 1] if place + 1 < len(around) else None,
        "number": topic.number,
        "total": topic.total,
    }
