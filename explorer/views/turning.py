"""The addresses of the pages of a list beside the one shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from explorer.web.paging import ListPage


@dataclass(frozen=True, slots=True)
class PageTurns:
    """A page with the addresses of the first page, the one before and the one after; empty where there is none."""

    page: ListPage[Any]
    start: str
    previous: str
    next: str


def link_turns(page: ListPage[Any], address: Callable[[int], str]) -> PageTurns:
    """Return where the pages beside one are; ``address`` gives that of a page by its number."""
    number = page.number
    return PageTurns(
        page,
        start=address(1) if number > 2 else "",
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < page.pages else "",
    )
