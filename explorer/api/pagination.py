"""Lists in pages, and what is refused of them."""

import re

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request


class Pages(PageNumberPagination):
    """``{"count", "next", "previous", "results"}``, with ``page`` and ``page_size``.

    A page that does not exist is a 404. A page size that is no number from 1 to ``max_page_size`` is a 400 rather
    than cut down in silence, so that a client never takes the first rows for all of them.
    """

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    invalid_page_message = "There is no such page; follow next and previous from page 1."

    def get_page_size(self, request: Request) -> int:
        """Return how many rows a page has."""
        asked = request.query_params.get("page_size", str(self.page_size))
        if re.fullmatch(r"[1-9][0-9]{0,2}", asked) and int(asked) <= self.max_page_size:
            return int(asked)
        raise ValidationError({"page_size": [f"Use a number of rows from 1 to {self.max_page_size}."]})
