"""What a reader chose, out of an address and back into one; unknown values are said and left out."""

from explorer.filters.choice import MOST_READ, MOST_SAID, Choice
from explorer.filters.comparing import ORDERS, AxesFilter, CellFilter, ComparisonFilter, OrderFilter, PeopleFilter
from explorer.filters.day import DayFilter, dated
from explorer.filters.search import KEPT, SORTS, SearchFilter

__all__ = [
    "KEPT",
    "MOST_READ",
    "MOST_SAID",
    "ORDERS",
    "SORTS",
    "AxesFilter",
    "CellFilter",
    "Choice",
    "ComparisonFilter",
    "DayFilter",
    "OrderFilter",
    "PeopleFilter",
    "SearchFilter",
    "dated",
]
