"""The pages of a list, and the refusal of wrong page numbers and sizes."""

import re
from collections.abc import Mapping
from functools import partial
from itertools import accumulate
from typing import Any

from django.core.paginator import Page, Paginator
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from explorer.web.paging import cut_rows


class NarrowPaginator(Paginator):  # type: ignore[type-arg]
    """Sorts rows without what is joined to them."""

    def page(self, number: Any) -> Any:
        """Return a page; raises InvalidPage."""
        place = self.validate_number(number)
        first = (place - 1) * self.per_page
        return Page(self.cut(first, first + self.per_page), place, self)

    def cut(self, first: int, end: int) -> Any:
        """Return the rows from a place to another."""
        rows: Any = self.object_list
        return cut_rows(rows, first, end)


class CountedPaginator(NarrowPaginator):
    """Is told the number of rows and does not count them."""

    def __init__(self, *arguments: Any, number: int) -> None:
        super().__init__(*arguments)
        self.number = number

    @property
    def count(self) -> int:
        """The number of rows on all pages."""
        return self.number


class GroupedPaginator(NarrowPaginator):
    """Is told the number of rows by the values of the column that sorts them first, and sorts those on the page alone.

    ``sizes`` are in the order of the rows.
    """

    def __init__(self, *arguments: Any, column: str, sizes: Mapping[Any, int]) -> None:
        super().__init__(*arguments)
        self.column = column
        self.sizes = sizes

    @property
    def count(self) -> int:
        """The number of rows on all pages."""
        return sum(self.sizes.values())

    def cut(self, first: int, end: int) -> Any:
        """Return the rows from a place to another."""
        ends = dict(zip(self.sizes, accumulate(self.sizes.values()), strict=True))
        shown = [key for key, size in self.sizes.items() if ends[key] > first and ends[key] - size < end]
        before = ends[shown[0]] - self.sizes[shown[0]] if shown else 0
        rows: Any = self.object_list
        return cut_rows(rows.filter(**{f"{self.column}__in": shown}), first - before, end - before)


class PageNumbers(PageNumberPagination):
    """Answers with ``{"count", "next", "previous", "results"}``; ``page`` and ``page_size`` choose the rows.

    A page that does not exist is a 404. A page size other than a number from 1 to ``max_page_size`` is a 400: if the
    size were reduced without an error, a client could take the first rows for all rows.
    """

    django_paginator_class = NarrowPaginator
    page_size = 50
    page_query_param = "page"
    page_size_query_param = "page_size"
    max_page_size = 200
    invalid_page_message = "There is no such page; follow next and previous from page 1."

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return [
            _describe_number(self.page_query_param, "From 1.", {"minimum": 1, "default": 1}),
            _describe_number(self.page_size_query_param, "How many rows a page has.", size),
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        fields = {
            "count": {"type": "integer", "description": "Rows on all pages."},
            "next": address,
            "previous": address,
            "results": schema,
        }
        return {"type": "object", "required": list(fields), "properties": fields}

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """Return the rows of the page; a list that nothing narrows is as long as its view has kept."""
        count_all, count_groups = (getattr(view, name, None) for name in ("count_all", "count_groups"))
        asked = request.query_params.keys()
        if count_all and not view.narrowings.keys() & asked:
            self.django_paginator_class = partial(CountedPaginator, number=count_all())  # type: ignore[assignment]
        elif count_groups and not {*view.narrowings, "ordering"} & asked:
            column, sizes = count_groups()
            self.django_paginator_class = partial(GroupedPaginator, column=column, sizes=sizes)  # type: ignore[assignment]
        return super().paginate_queryset(queryset, request, view)

    def get_page_size(self, request: Request) -> int:
        """Return the number of rows on a page; raises ValidationError."""
        asked = request.query_params.get("page_size", str(self.page_size))
        if re.fullmatch(r"[1-9][0-9]{0,2}", asked) and int(asked) <= self.max_page_size:
            return int(asked)
        raise ValidationError({"page_size": [f"Use a number of rows from 1 to {self.max_page_size}."]})


def _describe_number(name: str, description: str, bounds: dict[str, int]) -> dict[str, Any]:
    schema = {"type": "integer", **bounds}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
