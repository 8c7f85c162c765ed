"""Answers as CSV tables (RFC 4180) that are safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

AT_ONCE = 200
"""The number of rows of a list that are held at a time."""

ROWS = ("results", "cells", "points")
"""The names under which an answer may hold its rows."""

RUNNING = ("=", "+", "-", "@", "\t", "\r", "\n")
"""The characters that a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

EMPTY = b"\r\n"
"""A table without rows; REST framework drops the media type of an answer of no bytes."""


MARK = b"\xef\xbb\xbf"
"""The byte order mark, by which spreadsheets know UTF-8; the text without it is what programs read."""


class CsvRenderer(BaseRenderer):
    """Renders the rows of an answer, or the claims of a comparison, as CSV; ``?bom=1`` puts a byte order mark first."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        """Return the table, whose first line names the fields."""
        request = renderer_context["request"] if renderer_context else None
        return b"".join(write_table(request, list_batches(data)))


class TableMixin:
    """A list of records as one table of all rows, written a batch at a time; never more rows are held than a batch.

    A table has no field for the address of its next page.
    """

    renderer_classes = [CsvRenderer]
    pagination_class = None

    def list(self: Any, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """Send the rows asked for; a later batch costs the queries that the first one costs."""
        rows = self.filter_queryset(self.get_queryset()).iterator(chunk_size=AT_ONCE)
        batches = iter(lambda: list(islice(rows, AT_ONCE)), [])
        table = write_table(request, (self.get_serializer(batch, many=True).data for batch in batches))
        return StreamingHttpResponse(table, content_type=f"{CsvRenderer.media_type}; charset={CsvRenderer.charset}")


def write_table(request: Request | None, batches: Iterable[Sequence[Mapping[str, Any]]]) -> Iterator[bytes]:
    """Yield a table piece by piece; its first line names the fields."""
    if request and request.query_params.get("bom") == "1":
        yield MARK
    is_empty = True
    for rows in filter(None, batches):
        piece = io.StringIO()
        lines = csv.writer(piece)
        if is_empty:
            lines.writerow(rows[0])
        lines.writerows([_format_cell(value) for value in row.values()] for row in rows)
        is_empty = False
        yield piece.getvalue().encode()
    if is_empty:
        yield EMPTY


def list_batches(data: Any) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Yield the rows of an answer a few at a time, of a comparison the claims of a column at a time."""
    if "columns" in data:
        yield from ([*column["claims"], *column["reported"]] for column in data["columns"])
        return
    rows = iter(data if isinstance(data, list) else next(data[name] for name in ROWS if name in data))
    yield from iter(lambda: list(islice(rows, AT_ONCE)), [])


def _format_cell(value: object) -> object:
    """Return the value of one cell: a list of words as ``a; b``, an object as JSON, a text with formulas disarmed."""
    if isinstance(value, (list, dict)):
        plain = isinstance(value, list) and all(isinstance(item, str) for item in value)
        value = "; ".join(value) if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.lstrip(" ").startswith(RUNNING):
        return f"'{value}"
    return value
