"""The list of people, and the page of one person across every topic."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import render as render_page
from django.urls import reverse

from explorer.debate.directory.filters import SpeakerFilter
from explorer.debate.directory.speakers import SpeakerDirectory, list_speakers
from explorer.debate.filters import MOST_QUESTIONS
from explorer.debate.profile import TopicRow, build_profile
from explorer.debate.themes import group_by_theme
from explorer.exports.metadata import describe_speaker
from explorer.models import Speaker, Topic
from explorer.views.rendering import render
from explorer.views.turning import link_turns
from explorer.web.paging import PageChoice, add_page, cut_page, list_unread

LIST = "explorer/debate/people/speaker_list.html"

BETWEEN = "between"
"""The parameter that asks for a page of those who stand between the furthest from a person and the nearest."""

MOST_BETWEEN = 40
"""The largest number of them on a page."""


def speaker_list(request: HttpRequest) -> HttpResponse:
    """List the speakers asked for, a page at a time, by what is held of them."""
    asked = SpeakerFilter.read(request.GET)
    people = list_speakers(asked)
    address = reverse("speaker-list")
    context = {
        "filter": asked,
        "people": people,
        "unknown": [*asked.unknown(people.letters), *list_unread(asked.page, people.page)],
        "turns": link_turns(people.page, lambda number: address + asked.turned(number).query_string),
        "everybody": address,
        "choices": _link_choices(asked, people, address),
    }
    shown = asked.turned(people.page.number).query_string
    return render(request, LIST, context, partial="people", address=address + shown)


def _link_choices(asked: SpeakerFilter, people: SpeakerDirectory, address: str) -> dict[str, object]:
    """Return what else can be chosen: rows of value, label, number and address."""
    return {
        "filter": asked,
        "everybody": address,
        "voices": [
            ("", "Everybody", people.total, address + asked.with_who("").query_string),
            *(
                (voice.value, voice.label, number, address + asked.with_who(voice).query_string)
                for voice, number in people.voices.items()
                if number
            ),
        ],
        "letters": [
            (letter, letter, number, address + asked.with_letter(letter).query_string)
            for letter, number in people.letters.items()
        ],
        "all_letters": address + asked.with_letter("").query_string,
    }


def speaker_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a speaker stands on every question, what others report of them, and what they report."""
    speaker = get_object_or_404(Speaker, slug=slug)
    topics = list(Topic.objects.by_theme())
    profile, asked = build_profile(speaker, topics), PageChoice.read(request.GET)
    page = cut_page(profile.spoken, asked, MOST_QUESTIONS)
    sought = PageChoice.read(request.GET, BETWEEN)
    between = cut_page(profile.between, sought, MOST_BETWEEN)
    context = {
        "speaker": speaker,
        "profile": profile,
        "page": page,
        "groups": _group_rows(profile.spoken, page.rows),
        "turns": link_turns(page, partial(add_page, speaker.get_absolute_url())),
        "unknown": [*list_unread(asked, page), *list_unread(sought, between, BETWEEN)],
        "between": {
            "page": between if BETWEEN in request.GET else None,
            "turns": link_turns(between, lambda number: f"?{BETWEEN}={number}#{BETWEEN}"),
            "everybody": f"?{BETWEEN}=1#{BETWEEN}",
        },
        "canonical": add_page(speaker.get_absolute_url(), page.number),
        "total": len(topics),
        "described": describe_speaker(speaker),
    }
    return render_page(request, "explorer/debate/people/speaker_detail.html", context)


def _group_rows(spoken: Sequence[TopicRow], shown: Sequence[TopicRow]) -> list[tuple[str, int, Sequence[TopicRow]]]:
    """Return the rows shown by theme: its heading, the number of rows on all pages, and those shown.

    Where all rows have one theme, or none, they stand under an empty heading.
    """
    numbers = Counter(row.topic.theme for row in spoken)
    if len(numbers) < 2:
        return [("", len(spoken), shown)]
    groups = group_by_theme(shown, lambda row: row.topic)
    return [(heading, numbers[rows[0].topic.theme], rows) for heading, rows in groups]
