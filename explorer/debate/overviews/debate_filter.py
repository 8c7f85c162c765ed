"""What a reader asks of a list of debates: words, an order, a page."""

from dataclasses import dataclass, field, replace
from typing import Self

from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict

from explorer.coding.vocabulary import Code
from explorer.models import Topic
from explorer.text import replace_unprintable, shorten
from explorer.web.paging import PageChoice
from explorer.web.query import read_text, write_query


class DebateOrder(Code):
    """The orders that a reader can choose. Debates that tie keep the order of their topics."""

    DISTANCE = "distance", "Furthest apart"
    EVIDENCE = "evidence", "Most evidence"
    NAME = "name", "A to Z"

    def sort(self, topics: QuerySet[Topic]) -> QuerySet[Topic]:
        """Return the topics in this order; those without a distance come last, those as far apart by evidence."""
        evidence = F("tally__claims").desc(nulls_last=True)
        keys = {
            DebateOrder.DISTANCE: (F("tally__distance").desc(nulls_last=True), evidence),
            DebateOrder.EVIDENCE: (evidence,),
            DebateOrder.NAME: (Lower("question"),),
        }
        return topics.order_by(*keys[self], "ordinal", "slug")


@dataclass(frozen=True, slots=True)
class DebateFilter:
    """The address of a list of debates: ``?q=scale&order=evidence&page=2``.

    ``unread_order`` is an order asked for that does not exist.
    """

    text: str = ""
    order: DebateOrder = DebateOrder.DISTANCE
    page: PageChoice = field(default_factory=PageChoice)
    unread_order: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read the address. An unknown order gives the default one."""
        order = query.get("order", "")
        is_known = order in list(DebateOrder)
        return cls(
            read_text(query),
            DebateOrder(order) if is_known else DebateOrder.DISTANCE,
            PageChoice.read(query),
            "" if is_known else shorten(replace_unprintable(order), 40),
        )

    def ordered(self, order: DebateOrder) -> Self:
        """Return the first page of the same debates in another order."""
        return replace(self, order=order, page=PageChoice(), unread_order="")

    def turned(self, number: int) -> Self:
        """Return another page of the same."""
        return replace(self, page=PageChoice(number), unread_order="")

    @property
    def query_string(self) -> str:
        """The shortest query that gives this view."""
        order = "" if self.order == DebateOrder.DISTANCE else self.order.value
        page = str(self.page.number) if self.page.number > 1 else ""
        return write_query([("q", self.text), ("order", order), ("page", page)])

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """The unknown order, as a pair of parameter and value."""
        return [("order", self.unread_order)] if self.unread_order else []
