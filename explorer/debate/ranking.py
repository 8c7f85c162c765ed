"""Debates in the order in which a reader wants them: furthest apart, most evidence, or by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from explorer.coding.vocabulary import Code
from explorer.debate.comparison import Comparison

MOST_UNGROUPED = 20
"""Up to how many debates a list needs no headings."""


class DebateOrder(Code):
    """What debates are ordered by."""

    DISTANCE = "distance", "Furthest apart"
    EVIDENCE = "evidence", "Most evidence"
    NAME = "name", "A to Z"


KEYS: dict[DebateOrder, Callable[[Comparison], Any]] = {
    DebateOrder.DISTANCE: lambda one: (one.distance is None, -(one.distance or 0), -one.claim_count),
    DebateOrder.EVIDENCE: lambda one: -one.claim_count,
    DebateOrder.NAME: lambda one: one.topic.question.casefold(),
}
"""What each order compares; debates that tie keep the order of their topics."""


@dataclass(frozen=True, slots=True)
class DebateGroup:
    """Debates that follow each other under one heading; without one where the list is short."""

    heading: str
    comparisons: tuple[Comparison, ...]


def rank_debates(comparisons: Iterable[Comparison], order: DebateOrder) -> list[DebateGroup]:
    """Return the debates in an order; many that are ordered by distance are grouped by it."""
    ranked = sorted(comparisons, key=KEYS[order])
    if order != DebateOrder.DISTANCE or len(ranked) <= MOST_UNGROUPED:
        return [DebateGroup("", tuple(ranked))] if ranked else []
    return [DebateGroup(heading, tuple(group)) for heading, group in groupby(ranked, key=_heading)]


def _heading(comparison: Comparison) -> str:
    if comparison.distance is None:
        return "Fewer than two guests placed"
    if comparison.distance == 0:
        return "On the same step"
    return f"{comparison.distance} step{'' if comparison.distance == 1 else 's'} apart"
