"""Answers as CSV tables (RFC 4180) that are safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

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
        rows = _list_rows(data)
        table = io.StringIO()
        if rows:
            lines = csv.writer(table)
            lines.writerow(rows[0])
            lines.writerows([_format_cell(value) for value in row.values()] for row in rows)
        return (MARK if _is_marked(renderer_context) else b"") + (table.getvalue().encode() or EMPTY)


def _is_marked(context: Any) -> bool:
    return bool(context) and context["request"].query_params.get("bom") == "1"


def _list_rows(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, list):
        return data
    if "columns" in data:
        return [claim for column in data["columns"] for claim in (*column["claims"], *column["reported"])]
    return next(data[name] for name in ROWS if name in data)


def _format_cell(value: object) -> object:
    """Return the value of one cell: a list of words as ``a; b``, an object as JSON, a text with formulas disarmed."""
    if isinstance(value, (list, dict)):
        plain = isinstance(value, list) and all(isinstance(item, str) for item in value)
        value = "; ".join(value) if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.lstrip(" ").startswith(RUNNING):
        return f"'{value}"
    return value
