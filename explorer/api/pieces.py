"""Answers of any size: objects whose lists are made item by item, and sent in pieces where they are long."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from explorer.api.tables import CsvRenderer, list_batches, write_table

WHOLE = 1_000_000
"""The bytes up to which an answer is whole, so that it is kept; of a longer one no more are held."""


def answer_in_pieces(request: Request, fields: Mapping[str, Any]) -> HttpResponseBase:
    """Answer with an object in the form that the client reads; the fields that are iterators are lists."""
    renderer = request.accepted_renderer
    if isinstance(renderer, CsvRenderer):
        return _answer(write_table(request, list_batches(fields)), f"{renderer.media_type}; charset={renderer.charset}")
    return _answer(write_object(fields), JSONRenderer.media_type)


def write_object(fields: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield an object piece by piece, in the bytes in which it would be rendered whole."""
    render = JSONRenderer().render
    for place, (name, value) in enumerate(fields.items()):
        yield (b"," if place else b"{") + render(name) + b":"
        if isinstance(value, Iterator):
            yield b"["
            for number, item in enumerate(value):
                yield (b"," if number else b"") + render(item)
            yield b"]"
        else:
            yield render(value)
    yield b"}"


def _answer(pieces: Iterable[bytes], content_type: str) -> HttpResponseBase:
    held: list[bytes] = []
    size, rest = 0, iter(pieces)
    for piece in rest:
        held.append(piece)
        size += len(piece)
        if size > WHOLE:
            return StreamingHttpResponse(chain(held, rest), content_type=content_type)
    return HttpResponse(b"".join(held), content_type=content_type)
