"""Answers as tables (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

ROWS = ("results", "cells", "points")
"""Under which name an answer holds its rows."""

RUNNING = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

EMPTY = b"\r\n"
"""A table without rows; REST framework takes no bytes at all for an answer without a media type."""


class CsvRenderer(BaseRenderer):
    """The rows of an answer, one line each; of a comparison its claims."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        """Return the table; its head names the fields."""
        rows = _rows(data)
        table = io.StringIO()
        if rows:
            lines = csv.writer(table)
            lines.writerow(rows[0])
            lines.writerows([_cell(value) for value in row.values()] for row in rows)
        return table.getvalue().encode() or EMPTY


def _rows(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, list):
        return data
    if "columns" in data:
        return [claim for column in data["columns"] for claim in (*column["claims"], *column["reported"])]
    return next(data[name] for name in ROWS if name in data)


def _cell(value: object) -> object:
    """Return a value for one cell: lists of words as ``a; b``, whole objects as JSON, and no text that would run."""
    if isinstance(value, (list, dict)):
        plain = isinstance(value, list) and all(isinstance(item, str) for item in value)
        value = "; ".join(value) if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.lstrip(" ").startswith(RUNNING):
        return f"'{value}"
    return value
