"""A page that grows while work is done, so that it says how far the work is without a script."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event
from typing import Any

from django.db import DatabaseError, connections
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from explorer.documents.progress import OnProgress, Progress
from explorer.errors import ExplorerError

Work = Callable[[OnProgress], dict[str, Any]]
"""What calls back with every step, and returns the context of the page's last lines."""
HERE = "<!-- steps -->"
"""Where in the page the steps are listed."""
STEP = '<li>{0} of {1} {2} <progress value="{0}" max="{1}" aria-hidden="true"></progress></li>\n'
"""A step in words, and as a bar for those who see it."""


class _ReaderLeftError(Exception):
    """Undoes the work of a reader who is not there any more."""


class _Worker:
    """Does a piece of work in a thread of its own, and hands over how far it is.

    A plain function calls back and cannot stop to be read from, as a stream is; so it runs beside the stream. Its
    connection to the database and its transaction live wholly in its thread. At most one step waits to be read: the
    work does not run ahead of a reader, who may still leave.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._steps: Queue[Progress | None] = Queue(maxsize=1)
        self._is_left = Event()

    def run(self) -> dict[str, Any]:
        """Do the work; to be called in the thread."""
        try:
            return self._work(self._hand_over)
        finally:
            connections.close_all()
            self._steps.put(None)

    def steps(self) -> Iterator[Progress]:
        """Yield the steps until the work is over."""
        return iter(self._steps.get, None)

    def stop(self) -> None:
        """Have the work undone at its next step, and wait until it is."""
        self._is_left.set()
        for _ in self.steps():
            pass

    def _hand_over(self, step: Progress) -> None:
        self._steps.put(step)
        if self._is_left.is_set():
            raise _ReaderLeftError


def stream_progress(page: str, work: Work) -> StreamingHttpResponse:
    """Return ``page`` with the steps of a piece of work listed as they are done.

    Where the reader leaves the page, the work stops where it is, and what it does in one transaction is not done.
    """
    response = StreamingHttpResponse(_lines(page, work))
    response["Content-Encoding"] = "identity"  # compressed, it would wait to be whole
    response["X-Accel-Buffering"] = "no"
    return response


def _lines(page: str, work: Work) -> Iterator[str]:
    before, _, after = page.partition(HERE)
    yield before
    worker = _Worker(work)
    with ThreadPoolExecutor(max_workers=1) as thread:
        outcome = thread.submit(worker.run)
        try:
            for step in worker.steps():
                yield format_html(STEP, step.done, step.total, step.doing)
        except BaseException:  # the reader left, which is no error
            worker.stop()
            raise
    try:
        last = outcome.result()
    except (ExplorerError, DatabaseError) as error:
        last = {"fault": str(error)}
    yield render_to_string("admin/explorer/documents/_end.html", last)
    yield after
