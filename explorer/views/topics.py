"""The side-by-side comparison on a question."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse

from explorer.debate.column_choice import ColumnChoice, choose_columns
from explorer.debate.compare import fetch_contrasts
from explorer.debate.comparison import collect_days
from explorer.debate.filters import ORDERS, ComparisonFilter, ComparisonView
from explorer.debate.opening import find_opening
from explorer.debate.points import FILLED_ROWS, build_point_table, group_by_claim, list_points
from explorer.exports.metadata import describe_topic
from explorer.models import Relation, Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.web.day import DayFilter, add_day

DETAIL = "explorer/debate/topics/topic_detail.html"


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare what the chosen guests say on a topic, point by point or person by person; costs ten queries."""
    topic, neighbours = _find_topic(slug)
    asked, as_of = ComparisonFilter.read(request.GET), DayFilter.read(request.GET)
    choice = choose_columns(topic, asked, as_of.day)
    address, named, columns = topic.get_absolute_url(), choice.named, (*choice.shown, *choice.absent)
    moment = DayView.of(as_of, address + asked.query_string(named), collect_days(choice.comparison.columns), columns)
    relations = choice.comparison.fetch_relations()
    laid_out = _lay_out(topic, asked, choice, relations)
    shown = asked.showing(choice.slugs)
    context = {
        "topic": topic,
        "described": describe_topic(topic),
        "comparison": choice.comparison,
        "shown": shown,
        "selection": choice,
        "unknown": asked.unknown(choice.offered),
        "contrasts": fetch_contrasts(topic, choice.chosen),
        "bar": {
            "filter": asked,
            "shown": shown,
            "choice": choice,
            "views": laid_out.pop("views"),
            "grades": choice.counted.grades().items(),
            "modes": choice.counted.modes().items(),
            "orders": ORDERS.items(),
            "moment": moment,
        },
        "all_evidence": add_day(address + asked.widened().query_string(named), as_of.day),
        "moment": moment,
        **laid_out,
        **neighbours,
    }
    return render(request, DETAIL, context, partial="comparison", address=moment.address)


def _lay_out(
    topic: Topic, asked: ComparisonFilter, choice: ColumnChoice, relations: Sequence[Relation]
) -> dict[str, object]:
    """Return the table of points with the addresses of both views; the table is None where people are shown."""
    points = list_points(choice.comparison.everybody)
    table = build_point_table(points, choice, relations)
    by_points = asked.view == ComparisonView.POINTS or (
        asked.view is None and len(list_points(choice.chosen)) >= FILLED_ROWS
    )
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
    topics = list(Topic.objects.all())
    place = next((place for place, topic in enumerate(topics) if topic.slug == slug), None)
    if place is None:
        raise Http404
    return topics[place], {
        "previous": topics[place - 1] if place else None,
        "next": topics[place + 1] if place + 1 < len(topics) else None,
        "number": place + 1,
        "total": len(topics),
    }
