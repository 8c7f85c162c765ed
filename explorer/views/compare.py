"""The page of two to four people side by side on every question."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from explorer.coding.vocabulary import RelationKind
from explorer.debate.filters import MOST_QUESTIONS, PeopleFilter
from explorer.debate.people import compare_people
from explorer.models import Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.views.turning import link_turns
from explorer.web.day import DayFilter, add_day
from explorer.web.paging import add_page, cut_page, list_unread


def compare(request: HttpRequest) -> HttpResponse:
    """Compare the chosen people on every question, a page at a time; by default, the two guests furthest apart."""
    chosen, as_of = PeopleFilter.read(request.GET), DayFilter.read(request.GET)
    named = chosen.speakers.values if chosen.speakers.given else None
    topics = list(Topic.objects.all())
    pairing = compare_people(topics, named, as_of.day, chosen.added)
    said = None if pairing.is_default else pairing.slugs
    questions = len(topics)
    differ = chosen.wants_differing(questions)
    page = cut_page(pairing.differing if differ else pairing.rows, chosen.page, MOST_QUESTIONS)
    address = reverse("compare")
    moment = DayView.of_cells(as_of, address + chosen.query_string(said, questions), topics, pairing.chosen)
    everything = chosen.query_string(said, questions, differ=False)
    known = {speaker.slug for speaker in (*pairing.chosen, *pairing.surplus)}
    names = {name for speaker in pairing.chosen for name in (speaker.slug, speaker.name)}
    context = {
        "pairing": pairing,
        "rows": page.rows,
        "page": page,
        "differ": differ,
        "turns": link_turns(page, partial(add_page, moment.address)),
        "tally": pairing.tally().items(),
        "relations": [
            ("agree, claim by claim", pairing.relations.get(RelationKind.AGREES, 0)),
            ("dispute, claim by claim", pairing.relations.get(RelationKind.DISPUTES, 0)),
        ],
        "filter": chosen,
        "unknown": [
            *chosen.unknown(known),
            *([("add", chosen.added)] if chosen.added and chosen.added not in names else []),
            *list_unread(chosen.page, page),
        ],
        "all_questions": add_day(address + everything, as_of.day),
        "moment": moment,
    }
    shown = add_page(moment.address, page.number)
    return render(request, "explorer/debate/people/compare.html", context, partial="pairing", address=shown)
