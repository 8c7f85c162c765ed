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


MARK = b"\xef\xbb\xbf"
"""The byte order mark, by which spreadsheets know UTF-8; the text without it is what programs read."""


class CsvRenderer(BaseRenderer):
    """The rows of an answer, one line each; of a comparison its claims. ``?bom=1`` puts a byte order mark first."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:  # noqa: ANN401, ARG002  (its base's signature)
        """Return the table; its head names the fields."""
        rows = _rows(data)
        table = io.StringIO()
        if rows:
            lines = csv.writer(table)
            lines.writerow(rows[0])
            lines.writerows([_cell(value) for value in row.values()] for row in rows)
        return (MARK if _is_marked(renderer_context) else b"") + (table.getvalue().encode() or EMPTY)


def _is_marked(context: Any) -> bool:  # noqa: ANN401  (of the renderer)
    return bool(context) and context["request"].query_params.get("bom") == "1"


def _rows(data: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401  (any answer)
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
