"""A page that is streamed while work is done, and shows its progress without a script."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event
from typing import Any

from django.db import DatabaseError, connections
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html

from explorer.errors import ExplorerError
from explorer.progress import OnProgress, Progress

Work = Callable[[OnProgress], dict[str, Any]]
"""A function that reports every step to its argument, and returns the context of the page's last lines."""
HERE = "<!-- steps -->"
"""The place in the page at which the steps are listed."""
STEP = '<li>{0} of {1} {2} <progress value="{0}" max="{1}" aria-hidden="true"></progress></li>\n'
"""A step in words, and as a bar for those who see it."""


class _ReaderLeftError(Exception):
    """Raised to undo the work once its reader has left."""


class _Worker:
    """Runs work in a thread of its own, and hands over its progress.

    A plain function reports steps by a call and cannot be paused and read from, as a stream is, so it runs beside the
    stream. Its connection to the database and its transaction live wholly in its thread. At most one step waits to be
    read: the work does not run ahead of a reader, who may still leave.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._steps: Queue[Progress | None] = Queue(maxsize=1)
        self._is_left = Event()

    def run(self) -> dict[str, Any]:
        """Do the work; call it in the thread."""
        try:
            return self._work(self._hand_over)
        finally:
            connections.close_all()
            self._steps.put(None)

    def steps(self) -> Iterator[Progress]:
        """Yield the steps until the work ends."""
        return iter(self._steps.get, None)

    def stop(self) -> None:
        """Undo the work at its next step, and wait for that."""
        self._is_left.set()
        for _ in self.steps():
            pass

    def _hand_over(self, step: Progress) -> None:
        self._steps.put(step)
        if self._is_left.is_set():
            raise _ReaderLeftError


def stream_progress(page: str, work: Work) -> StreamingHttpResponse:
    """Return ``page`` as a stream that lists the steps of the work as they are done.

    Where the reader leaves the page, the work stops and its transaction is rolled back.
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
