"""The first page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explorer.models import Speaker, Topic
from explorer.services.comparing import Column, Comparison, Quoted, TopicClaim, survey

OPPOSITE = 2
"""How many steps apart two guests are at least to be shown as opposites."""

WELL_SIZED = 140
"""How many characters a quotation on the first page has, at best."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two guests who are furthest apart, with a claim and words that put them there."""

    column: Column
    item: TopicClaim
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Clash:
    """The two guests who are furthest apart on one topic, first pole first."""

    topic: Topic
    sides: tuple[Side, Side]


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, who is furthest apart, and the questions with who stands where."""
    guests = list(Speaker.objects.guests())
    comparisons = survey(list(Topic.objects.all()), guests)
    context = {"comparisons": comparisons, "guests": guests, "clash": furthest_apart(comparisons)}
    return render(request, "explorer/home.html", context)


def furthest_apart(comparisons: Iterable[Comparison]) -> Clash | None:
    """Return the widest gap between two guests, those with words of their own before others; None without opposites."""
    found = []
    for comparison in comparisons:
        sides = [side for column in comparison.columns if column.position is not None and (side := _side(column))]
        for one, other in combinations(sorted(sides, key=lambda side: side.column.position or 0), 2):
            gap = (other.column.position or 0) - (one.column.position or 0)
            own = sum(side.quoted.evidence.is_own_words for side in (one, other))
            found.append((gap, own, Clash(comparison.topic, (one, other))))
    widest = max(found, key=lambda item: item[:2], default=None)
    return widest[2] if widest and widest[0] >= OPPOSITE else None


def _side(column: Column) -> Side | None:
    """Return a column with the words that speak best for its position: own ones, scoring ones, of a readable length."""
    candidates = [
        Side(column, item, quoted)
        for item in column.claims
        for quoted in item.quoted
        if not item.qualifies and quoted.evidence.scoring
    ]
    return min(
        candidates,
        key=lambda side: (
            not side.quoted.evidence.is_own_words,
            side.quoted.evidence.mode != "asserted",
            abs(len(side.quoted.evidence.exact) - WELL_SIZED),
        ),
        default=None,
    )
