"""The debates: a list of questions, and the side-by-side comparison on one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render as render_page

from explorer.filters import ORDERS, ComparisonFilter
from explorer.models import Speaker, Topic
from explorer.services.comparing import Column, Comparison, compare, contrasts_between, survey
from explorer.views.rendering import render

MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom a reader sees in columns: at most four; ``surplus`` names those left out."""

    chosen: tuple[Column, ...]
    surplus: tuple[Column, ...]

    @classmethod
    def of(cls, comparison: Comparison, chosen: ComparisonFilter) -> "Selection":
        """Take the speakers of the address, or else those who have most to say."""
        columns = list(comparison.columns)
        if chosen.speakers.given:
            by_slug = {column.speaker.slug: column for column in columns}
            wanted = [by_slug[slug] for slug in chosen.speakers.values if slug in by_slug]
        else:
            wanted = sorted(columns, key=lambda column: (column.stance is None, -len(column.claims)))[:MOST_COLUMNS]
        return cls(tuple(wanted[:MOST_COLUMNS]), tuple(wanted[MOST_COLUMNS:]))

    def ordered(self, order: str) -> list[Column]:
        """Return the chosen columns by position (first pole first), by name, or most claims first."""
        keys = {
            "position": lambda column: (column.position is None, column.position or 0, column.speaker.name),
            "name": lambda column: column.speaker.name,
            "evidence": lambda column: (-len(column.claims), column.speaker.name),
        }
        return sorted(self.chosen, key=keys[order])


def topic_list(request: HttpRequest) -> HttpResponse:
    """List every question with who stands where."""
    comparisons = survey(list(Topic.objects.all()), list(Speaker.objects.guests()))
    return render_page(request, "explorer/topic_list.html", {"comparisons": comparisons})


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare what the chosen guests say on a topic."""
    topics = list(Topic.objects.all())
    topic = next((topic for topic in topics if topic.slug == slug), None)
    if topic is None:
        raise Http404
    chosen = ComparisonFilter.read(request.GET)
    speakers = list(Speaker.objects.guests(also=chosen.speakers.values))
    comparison = compare(topic, speakers)
    selection = Selection.of(comparison, chosen)
    columns = [column.narrowed(chosen.grades, chosen.modes) for column in selection.ordered(chosen.order)]
    counted = Comparison(topic, selection.chosen)
    address = topic.get_absolute_url() + chosen.query_string(column.speaker.slug for column in selection.chosen)
    context = {
        "topic": topic,
        "comparison": comparison,
        "filter": chosen,
        "columns": [column for column in columns if not column.silence],
        "silent": [column for column in columns if column.silence],
        "surplus": selection.surplus,
        "chosen": {column.speaker.slug for column in selection.chosen},
        "unknown": chosen.unknown({speaker.slug for speaker in speakers}),
        "contrasts": contrasts_between(topic, [column.speaker for column in columns]),
        "grades": counted.grades().items(),
        "modes": counted.modes().items(),
        "orders": ORDERS.items(),
        "address": address,
        **_neighbours(topics, topic),
    }
    return render(request, "explorer/topic_detail.html", context, partial="comparison", address=address)


def _neighbours(topics: Sequence[Topic], topic: Topic) -> dict[str, Topic | int | None]:
    """Return the topics before and after, and which of how many this is."""
    place = topics.index(topic)
    return {
        "previous": topics[place - 1] if place else None,
        "next": topics[place + 1] if place + 1 < len(topics) else None,
        "number": place + 1,
        "total": len(topics),
    }
