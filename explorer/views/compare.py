"""The page of two to four people side by side on every question."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.coding.vocabulary import RelationKind
from explorer.debate.filters import PeopleFilter
from explorer.debate.people import compare_people
from explorer.models import Speaker, Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.web.day import DayFilter, add_day


def compare(request: HttpRequest) -> HttpResponse:
    """Compare the chosen people on every question; by default, the two guests furthest apart."""
    chosen, as_of = PeopleFilter.read(request.GET), DayFilter.read(request.GET)
    speakers = list(Speaker.objects.guests(also=chosen.speakers.values))
    named = chosen.speakers.values if chosen.speakers.given else None
    pairing = compare_people(list(Topic.objects.all()), speakers, named, as_of.day)
    said = None if pairing.is_default else pairing.slugs
    address = reverse("compare")
    moment = DayView.of(as_of, address + chosen.query_string(said), pairing.days, pairing.columns)
    context = {
        "pairing": pairing,
        "rows": pairing.differing if chosen.differ else pairing.rows,
        "tally": pairing.tally().items(),
        "relations": [
            ("agree, claim by claim", pairing.relations.get(RelationKind.AGREES, 0)),
            ("dispute, claim by claim", pairing.relations.get(RelationKind.DISPUTES, 0)),
        ],
        "filter": chosen,
        "unknown": chosen.unknown({speaker.slug for speaker in speakers}),
        "all_questions": add_day(address + chosen.widened().query_string(said), as_of.day),
        "moment": moment,
    }
    return render(request, "explorer/debate/people/compare.html", context, partial="pairing", address=moment.address)
