"""Answers with only the fields that the client asks for."""

from collections.abc import MutableMapping
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from explorer.text import join_words
from explorer.web.choice import Choice


def drop_unasked_fields(fields: MutableMapping[str, Any], request: Request) -> None:
    """Delete the fields that ``?fields=slug,statement`` does not name.

    Raises ValidationError where the parameter names no field, or one that does not exist.
    """
    asked = Choice.read(request.query_params, "fields")
    if not asked.given:
        return
    if asked.is_empty or (unknown := asked.unknown(fields)):
        wrong = "It names none" if asked.is_empty else f"There is no {join_words(list(unknown), 'or')}"
        raise ValidationError({"fields": [f"{wrong}; use {join_words(list(fields), 'and')}."]})
    for name in set(fields) - set(asked.values):
        del fields[name]
