"""Background work on the index: one piece of work at a time in each process, finished before the process ends."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connections

logger = logging.getLogger(__name__)

PAUSE = 60.0
"""Seconds after a failure in which no work starts, so that a full disk does not fail every search anew."""


_is_awaited: ContextVar[bool] = ContextVar("is_awaited", default=False)


@contextmanager
def waiting() -> Iterator[None]:
    """Do work on the index at once, and not in the background: a command that loads a corpus shows how far it is."""
    token = _is_awaited.set(True)
    try:
        yield
    finally:
        _is_awaited.reset(token)


def is_awaited() -> bool:
    """Whether whoever began the work on the index waits for it."""
    return _is_awaited.get()


class Background:
    """Runs work in a thread, one piece at a time; of the work requested meanwhile only the last is done."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._wanted: Callable[[], object] | None = None
        self._not_before = 0.0

    def start(self, work: Callable[[], object]) -> None:
        """Start a piece of work, or queue it behind the one that is running."""
        if time.monotonic() < self._not_before:
            return
        self._wanted = work
        if is_awaited():
            self._run_here()
        elif self._busy.acquire(blocking=False):
            # Not a daemon: the process waits for the thread before it ends.
            threading.Thread(target=self._run, name="index").start()

    def _run_here(self) -> None:
        try:
            while wanted := self._take_wanted():
                wanted()
        except Exception:
            self._not_before = time.monotonic() + PAUSE
            logger.exception("the index could not be brought up to date; run manage.py update_index")

    def _run(self) -> None:
        try:
            self._run_here()
        finally:
            # The thread's database connections are its own, and nobody else would close them.
            connections.close_all()
            self._busy.release()
        if wanted := self._take_wanted():  # requested after the loop's last look and before the release
            self.start(wanted)

    def _take_wanted(self) -> Callable[[], object] | None:
        wanted, self._wanted = self._wanted, None
        return wanted


in_background = Background().start
