"""The order of the debates in a list: by distance, by number of claims, or by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from explorer.coding.vocabulary import Code
from explorer.debate.comparison import Comparison

MOST_UNGROUPED = 20
"""The largest number of debates that a list shows without headings."""


class DebateOrder(Code):
    """The orders that a reader can choose."""

    DISTANCE = "distance", "Furthest apart"
    EVIDENCE = "evidence", "Most evidence"
    NAME = "name", "A to Z"


KEYS: dict[DebateOrder, Callable[[Comparison], Any]] = {
    DebateOrder.DISTANCE: lambda debate: (debate.distance is None, -(debate.distance or 0), -debate.claim_count),
    DebateOrder.EVIDENCE: lambda debate: -debate.claim_count,
    DebateOrder.NAME: lambda debate: debate.topic.question.casefold(),
}
"""The sort key of each order. Debates that tie keep the order of their topics."""


@dataclass(frozen=True, slots=True)
class DebateGroup:
    """Debates under one heading, which is empty where the list is short."""

    heading: str
    comparisons: tuple[Comparison, ...]


def rank_debates(comparisons: Iterable[Comparison], order: DebateOrder) -> list[DebateGroup]:
    """Return the debates in an order. A long list ordered by distance is grouped by distance."""
    ranked = sorted(comparisons, key=KEYS[order])
    if order != DebateOrder.DISTANCE or len(ranked) <= MOST_UNGROUPED:
        return [DebateGroup("", tuple(ranked))] if ranked else []
    return [DebateGroup(heading, tuple(group)) for heading, group in groupby(ranked, key=_write_heading)]


def _write_heading(comparison: Comparison) -> str:
    if comparison.distance is None:
        return "Fewer than two guests placed"
    if comparison.distance == 0:
        return "On the same step"
    return f"{comparison.distance} of 4 steps apart"
