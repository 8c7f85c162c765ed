"""A page that grows while work is done, so that it says how far the work is without a script."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any, TypeVar

from django.db import DatabaseError
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from explorer.documents.progress import Steps
from explorer.errors import ExplorerError

Result = TypeVar("Result")
HERE = "<!-- steps -->"
"""Where in the page the steps are listed."""
STEP = '<li>{0} of {1} {2} <progress value="{0}" max="{1}" aria-hidden="true"></progress></li>\n'
"""A step in words, and as a bar for those who see it."""


def streamed(page: str, steps: Steps[Result], end: Callable[[Result], dict[str, Any]]) -> StreamingHttpResponse:
    """Return ``page`` with the steps of a piece of work listed as they are done.

    ``end`` gives the context of its last lines once all is done. Where the reader leaves the page, the work stops where
    it is, and what it does in one transaction is not done.
    """
    response = StreamingHttpResponse(_lines(page, steps, end))
    response["Content-Encoding"] = "identity"  # compressed, it would wait to be whole
    response["X-Accel-Buffering"] = "no"
    return response


def _lines(page: str, steps: Steps[Result], end: Callable[[Result], dict[str, Any]]) -> Iterator[str]:
    before, _, after = page.partition(HERE)
    yield before
    with closing(steps):
        try:
            result = yield from _listed(steps)
        except (ExplorerError, DatabaseError) as error:
            last: dict[str, Any] = {"fault": str(error)}
        else:
            last = end(result)
    yield render_to_string("admin/explorer/documents/_end.html", last)
    yield after


def _listed(steps: Steps[Result]) -> Generator[str, None, Result]:
    """Yield each step as an entry of a list, and return what the work gives."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield format_html(STEP, step.done, step.total, step.doing)
