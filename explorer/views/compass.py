"""The page of the compass: two questions at right angles, with the guests who have a position on both."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.debate.compare import survey
from explorer.debate.comparison import collect_days
from explorer.debate.compass import chart_compass, find_most_shared_pair
from explorer.debate.drawn_compass import list_drawn_compasses
from explorer.debate.filters import AxesFilter
from explorer.models import Speaker, Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.web.day import DayFilter, add_day


def compass(request: HttpRequest) -> HttpResponse:
    """Draw the map of two questions; by default, of the two on which the most guests have a position on both."""
    chosen, as_of = AxesFilter.read(request.GET), DayFilter.read(request.GET)
    comparisons = survey(list(Topic.objects.all()), list(Speaker.objects.guests()), as_of.day)
    by_slug = {comparison.topic.slug: comparison for comparison in comparisons}
    default = find_most_shared_pair(comparisons)
    x, y = chosen.pair(by_slug, (default[0].slug, default[1].slug)) if default else ("", "")
    columns = [column for axis in (x, y) if axis for column in by_slug[axis].columns]
    moment = DayView.of(as_of, _build_address(x, y), collect_days(columns), columns)
    context = {
        "comparisons": comparisons,
        "compass": chart_compass(by_slug[x], by_slug[y]) if default else None,
        "unknown": chosen.unknown(by_slug),
        "repeats": chosen.repeats(by_slug),
        "swapped": add_day(_build_address(y, x), as_of.day),
        "drawn": list_drawn_compasses(as_of.day),
        "moment": moment,
    }
    return render(request, "explorer/debate/compass/compass.html", context, partial="map", address=moment.address)


def _build_address(x: str, y: str) -> str:
    return f"{reverse('compass')}?{urlencode({'x': x, 'y': y})}" if x else reverse("compass")
