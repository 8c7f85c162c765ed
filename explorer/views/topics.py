"""The debates: a list of questions, and the side-by-side comparison on one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render as render_page

from explorer.debate.compare import compare, fetch_contrasts, survey
from explorer.debate.comparison import Column, Comparison, collect_days
from explorer.debate.filters import ORDERS, ComparisonFilter
from explorer.exports.metadata import describe_topic
from explorer.models import Speaker, Topic
from explorer.views.as_of import DayView
from explorer.views.rendering import render
from explorer.web.day import DayFilter, add_day

MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader sees of a comparison: at most four speakers, with the evidence asked for, in the order asked for.

    ``chosen`` holds the speakers' whole columns in the order of the address, ``shown`` the same as shown; ``surplus``
    names those left out as too many; ``absent`` are no guests, but reported on by someone, whenever. ``is_default``
    says that the page shows these by itself.
    """

    chosen: tuple[Column, ...]
    surplus: tuple[Column, ...]
    shown: tuple[Column, ...]
    absent: tuple[Column, ...]
    is_default: bool

    @classmethod
    def of(cls, comparison: Comparison, chosen: ComparisonFilter) -> "Selection":
        """Take the speakers of the address, or else those who have most to say."""
        columns = list(comparison.columns)
        default = sorted(columns, key=lambda column: (column.stance is None, -len(column.claims)))[:MOST_COLUMNS]
        by_slug = {column.speaker.slug: column for column in columns}
        named = [by_slug[slug] for slug in chosen.speakers.values if slug in by_slug]
        wanted = named if named or chosen.speakers.is_empty else default
        whole = wanted[:MOST_COLUMNS]
        ordered = [_context_last(column) for column in _ordered(whole, chosen.order)]
        shown = [column.narrowed(chosen.grades, chosen.modes) for column in ordered]
        absent = tuple(column.narrowed(chosen.grades, chosen.modes) for column in comparison.others if whole)
        is_default = {column.speaker for column in whole} == {column.speaker for column in default}
        return cls(tuple(whole), tuple(wanted[MOST_COLUMNS:]), tuple(shown), absent, is_default)

    @property
    def slugs(self) -> list[str]:
        """The chosen speakers, as addresses name them."""
        return [column.speaker.slug for column in self.chosen]

    @property
    def columns(self) -> list[Column]:
        """Those who say something, side by side."""
        return [column for column in self.shown if not column.silence]

    @property
    def silent(self) -> list[Column]:
        """Those whose documents hold no position of theirs."""
        return [column for column in self.shown if column.silence]

    @property
    def others(self) -> list[Column]:
        """Those who are no guests, with what is reported of them."""
        return [column for column in self.absent if column.reported]

    @property
    def claim_count(self) -> int:
        """How many claims are shown, reported ones included."""
        return sum(len(column.claims) + len(column.reported) for column in self.shown)

    @property
    def hidden_count(self) -> int:
        """How many claims have no evidence of the kinds asked for."""
        return sum(column.hidden for column in self.shown)


def topic_list(request: HttpRequest) -> HttpResponse:
    """List every question with who stands where."""
    comparisons = survey(list(Topic.objects.all()), list(Speaker.objects.guests()))
    return render_page(request, "explorer/debate/topics/topic_list.html", {"comparisons": comparisons})


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare what the chosen guests say on a topic."""
    topics = list(Topic.objects.all())
    topic = next((topic for topic in topics if topic.slug == slug), None)
    if topic is None:
        raise Http404
    chosen, as_of = ComparisonFilter.read(request.GET), DayFilter.read(request.GET)
    speakers = list(Speaker.objects.guests(also=chosen.speakers.values))
    comparison = compare(topic, speakers, as_of.day)
    selection = Selection.of(comparison, chosen)
    counted = Comparison(topic, selection.chosen, comparison.others)
    said = None if selection.is_default else selection.slugs
    address = topic.get_absolute_url()
    left_out = (*selection.shown, *selection.absent)
    moment = DayView.of(as_of, address + chosen.query_string(said), collect_days(comparison.columns), left_out)
    context = {
        "topic": topic,
        "described": describe_topic(topic),
        "comparison": comparison,
        "filter": chosen,
        "selection": selection,
        "unknown": chosen.unknown({speaker.slug for speaker in speakers}),
        "contrasts": fetch_contrasts(topic, selection.chosen),
        "grades": counted.grades().items(),
        "modes": counted.modes().items(),
        "orders": ORDERS.items(),
        "all_evidence": add_day(address + chosen.widened().query_string(said), as_of.day),
        "moment": moment,
        **_neighbours(topics, topic),
    }
    return render(
        request, "explorer/debate/topics/topic_detail.html", context, partial="comparison", address=moment.address
    )


def _ordered(columns: Sequence[Column], order: str) -> list[Column]:
    """Return columns by position (first pole first), by name, or most claims first."""
    keys = {
        "position": lambda column: (column.position is None, column.position or 0, column.speaker.name),
        "name": lambda column: column.speaker.name,
        "evidence": lambda column: (-len(column.claims), column.speaker.name),
    }
    return sorted(columns, key=keys[order])


def _context_last(column: Column) -> Column:
    """Return the column with the claims that make the position before those that are context to it."""
    return replace(column, claims=tuple(sorted(column.claims, key=lambda claim: claim.qualifies)))


def _neighbours(topics: Sequence[Topic], topic: Topic) -> dict[str, Topic | int | None]:
    """Return the topics before and after, and which of how many this is."""
    place = topics.index(topic)
    return {
        "previous": topics[place - 1] if place else None,
        "next": topics[place + 1] if place + 1 < len(topics) else None,
        "number": place + 1,
        "total": len(topics),
    }
