"""A list of debates on a page: what it shows, and the addresses of what else can be asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.debate.debate_filter import DebateFilter, DebateOrder
from explorer.debate.debate_list import DebateList
from explorer.views.turning import PageTurns, link_turns
from explorer.web.paging import list_unread


@dataclass(frozen=True, slots=True)
class DebateListView:
    """A list of debates, the ``filter`` that gave it, and its own address.

    ``base`` is the address of the list without any choice. ``orders`` are pairs of an order and an address, ``unknown``
    pairs of parameter and value.
    """

    base: str
    address: str
    filter: DebateFilter
    debates: DebateList
    orders: Sequence[tuple[DebateOrder, str]]
    turns: PageTurns
    unknown: Sequence[tuple[str, str]]


def show_debates(base: str, asked: DebateFilter, debates: DebateList) -> DebateListView:
    """Return a list as a page at an address shows it."""
    return DebateListView(
        base,
        base + asked.turned(debates.page.number).query_string,
        asked,
        debates,
        [(order, base + asked.ordered(order).query_string) for order in DebateOrder],
        link_turns(debates.page, lambda number: base + asked.turned(number).query_string),
        [*asked.unknown, *list_unread(asked.page, debates.page)],
    )
