"""The page of the compass: two questions at right angles, with the guests who have a position on both."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.compass import chart_compass, find_most_shared_pair
from explorer.debate.drawn_compass import list_drawn_compasses
from explorer.debate.filters import AxesFilter
from explorer.debate.overviews.shown_cells import fetch_cells
from explorer.models import CellState, Speaker, Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.views.turning import link_turns
from explorer.web.day import DayFilter, add_day
from explorer.web.paging import PageChoice, cut_page, list_unread

MOST_LISTED = 40
"""The number of guests on a page of the table."""

MOST_OFFERED = 60
"""The largest number of questions that are offered as a list for each axis."""


def compass(request: HttpRequest) -> HttpResponse:
    """Draw the map of two questions; by default, of the two on which the most guests have a position on both."""
    chosen, as_of = AxesFilter.read(request.GET), DayFilter.read(request.GET)
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    default = find_most_shared_pair(as_of.day)
    x, y = chosen.pair(topics, (default[0].slug, default[1].slug)) if default else ("", "")
    axes, speakers = [topics[slug] for slug in (x, y) if slug], list(Speaker.objects.guests())
    cells = fetch_cells(axes, speakers, as_of.day, with_rationale=True)
    charted = chart_compass(axes[0], axes[1], cells) if default else None
    asked = PageChoice.read(request.GET)
    page = cut_page(charted.guests if charted else (), asked, MOST_LISTED)
    moment = DayView.of_cells(as_of, _build_address(x, y, page.number), axes, speakers)
    context = {
        "topics": _count_placed(list(topics.values()), as_of.day),
        "is_long": len(topics) > MOST_OFFERED,
        "compass": charted,
        "listed": {guest.speaker.slug for guest in page.rows},
        "page": page,
        "turns": link_turns(page, lambda number: add_day(_build_address(x, y, number), as_of.day)),
        "unknown": [*chosen.unknown(topics), *list_unread(asked, page)],
        "repeats": chosen.repeats(topics),
        "swapped": add_day(_build_address(y, x), as_of.day),
        "drawn": list_drawn_compasses(as_of.day),
        "moment": moment,
    }
    return render(request, "explorer/debate/compass/compass.html", context, partial="map", address=moment.address)


def _count_placed(topics: list[Topic], as_of: date | None) -> list[tuple[Topic, int]]:
    """Return each topic with the number of guests who have a position on it."""
    counts = CellState.objects.as_of(as_of).of_guests().placed().count_by_topic()
    return [(topic, counts.get(topic.pk, 0)) for topic in topics]


def _build_address(x: str, y: str, page: int = 1) -> str:
    parameters = {"x": x, "y": y, **({"page": str(page)} if page > 1 else {})}
    return f"{reverse('compass')}?{urlencode(parameters)}" if x else reverse("compass")
