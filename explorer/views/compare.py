"""Two to four people side by side on every question."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.filters import PeopleFilter
from explorer.models import Speaker, Topic
from explorer.services.pairing import pair_up
from explorer.views.rendering import render


def compare(request: HttpRequest) -> HttpResponse:
    """Compare the chosen people on every question, or the two guests furthest apart."""
    chosen = PeopleFilter.read(request.GET)
    speakers = list(Speaker.objects.guests(also=chosen.speakers.values))
    named = chosen.speakers.values if chosen.speakers.given else None
    pairing = pair_up(list(Topic.objects.all()), speakers, named)
    said = None if pairing.is_default else pairing.slugs
    address = reverse("compare")
    context = {
        "pairing": pairing,
        "rows": pairing.differing if chosen.differ else pairing.rows,
        "tally": pairing.tally().items(),
        "filter": chosen,
        "unknown": chosen.unknown({speaker.slug for speaker in speakers}),
        "all_questions": address + chosen.widened().query_string(said),
    }
    return render(
        request,
        "explorer/compare.html",
        context,
        partial="pairing",
        address=address + chosen.query_string(said),
    )
