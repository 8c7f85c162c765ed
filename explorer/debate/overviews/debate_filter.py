"""What a reader asks of a list of debates: words, a theme, an order, a page."""

from dataclasses import dataclass, field, replace
from typing import Self

from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict

from explorer.coding.vocabulary import Code
from explorer.models import Topic
from explorer.models.topics import TopicQuerySet
from explorer.text import replace_unprintable, shorten
from explorer.web.paging import PageChoice
from explorer.web.query import read_text, write_query


class DebateOrder(Code):
    """The orders that a reader can choose. Debates that tie keep the order of their topics."""

    DISTANCE = "distance", "Furthest apart"
    EVIDENCE = "evidence", "Most evidence"
    NAME = "name", "A to Z"
    THEME = "theme", "By theme"

    def sort(self, topics: TopicQuerySet) -> QuerySet[Topic]:
        """Return the topics in this order; those without a distance come last, those as far apart by evidence."""
        if self == DebateOrder.THEME:
            return topics.by_theme()
        evidence = F("tally__claims").desc(nulls_last=True)
        keys = {
            DebateOrder.DISTANCE: (F("tally__distance").desc(nulls_last=True), evidence),
            DebateOrder.EVIDENCE: (evidence,),
            DebateOrder.NAME: (Lower("question"),),
        }
        return topics.order_by(*keys[self], "ordinal", "slug")


@dataclass(frozen=True, slots=True)
class DebateFilter:
    """The address of a list of debates: ``?q=scale&theme=what-it-is&order=evidence&page=2``.

    ``theme`` is the slug of one. ``order`` is None where none is asked for, so that the list has its own.
    ``unread_order`` is an order asked for that does not exist.
    """

    text: str = ""
    theme: str = ""
    order: DebateOrder | None = None
    page: PageChoice = field(default_factory=PageChoice)
    unread_order: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the address. An unknown order is left out."""
        order = query.get("order", "")
        is_known = order in list(DebateOrder)
        return cls(
            read_text(query),
            read_text(query, "theme"),
            DebateOrder(order) if is_known else None,
            PageChoice.read(query),
            "" if is_known else shorten(replace_unprintable(order), 40),
        )

    def ordered(self, order: DebateOrder | None) -> Self:
        """Return the first page of the same debates in another order, None for the list's own."""
        return replace(self, order=order, page=PageChoice(), unread_order="")

    def on_theme(self, slug: str) -> Self:
        """Return the first page of the debates on a theme, of those on any for an empty slug."""
        return replace(self, theme=slug, page=PageChoice(), unread_order="")

    def turned(self, number: int) -> Self:
        """Return another page of the same."""
        return replace(self, page=PageChoice(number), unread_order="")

    @property
    def query_string(self) -> str:
        """The shortest query that gives this view."""
        order = self.order.value if self.order else ""
        page = str(self.page.number) if self.page.number > 1 else ""
        return write_query([("q", self.text), ("theme", self.theme), ("order", order), ("page", page)])

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """The unknown order, as a pair of parameter and value."""
        return [("order", self.unread_order)] if self.unread_order else []
