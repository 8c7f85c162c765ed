"""The first page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explorer.coding.vocabulary import RelationKind
from explorer.models import Relation, Speaker, Topic
from explorer.services.comparing import Column, Comparison, survey
from explorer.services.quoting import Quoted, TopicClaim

OPPOSITE = 2
"""How many steps apart two guests are at least to be shown as opposites."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two guests who are far apart, with the claim that the other's disputes or that disputes it."""

    column: Column
    item: TopicClaim

    @property
    def position(self) -> int:
        """The guest's place on the scale (−2…2)."""
        return self.column.position or 0

    @property
    def quoted(self) -> Quoted:
        """The claim's best evidence for a first page: the guest's own words before others, then the shortest."""
        return min(self.item.quoted, key=lambda one: (not one.evidence.is_own_words, len(one.evidence.exact)))


@dataclass(frozen=True, slots=True)
class Clash:
    """Two guests far apart on a topic whose claims a curator found to dispute each other, first pole first."""

    topic: Topic
    sides: tuple[Side, Side]
    reason: str

    @property
    def weight(self) -> tuple[int, int]:
        """How far apart the two are, then how many of them are quoted in their own words."""
        one, other = self.sides
        return other.position - one.position, sum(side.quoted.evidence.is_own_words for side in self.sides)


def home(request: HttpRequest) -> HttpResponse:
    """Show what the site is, two who are far apart, and the questions with who stands where."""
    guests = list(Speaker.objects.guests())
    comparisons = survey(list(Topic.objects.all()), guests)
    disputes = list(Relation.objects.published().of_kind(RelationKind.DISPUTES))
    context = {"comparisons": comparisons, "guests": guests, "clash": furthest_apart(comparisons, disputes)}
    return render(request, "explorer/home.html", context)


def furthest_apart(comparisons: Iterable[Comparison], disputes: Sequence[Relation]) -> Clash | None:
    """Return the dispute between the two who are furthest apart, own words before others; None without opposites."""
    found = [clash for comparison in comparisons for clash in _clashes(comparison, disputes)]
    return max(found, key=lambda clash: clash.weight, default=None)


def _clashes(comparison: Comparison, disputes: Iterable[Relation]) -> Iterable[Clash]:
    sides = {
        item.claim.pk: Side(column, item)
        for column in comparison.columns
        if column.position is not None
        for item in column.claims
        if not item.qualifies
    }
    for relation in disputes:
        if relation.from_claim_id in sides and relation.to_claim_id in sides:
            pair = sides[relation.from_claim_id], sides[relation.to_claim_id]
            one, other = sorted(pair, key=lambda side: side.position)
            if other.position - one.position >= OPPOSITE:
                yield Clash(comparison.topic, (one, other), relation.reason)
