"""Work on the index that nobody waits for: one piece at a time in every process, finished before the process ends."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)

PAUSE = 60.0
"""Seconds after a failure in which nothing is begun again, so that a full disk is not met with every search."""


class Background:
    """A thread that does a piece of work, and again what was wanted meanwhile."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._wanted: Callable[[], object] | None = None
        self._not_before = 0.0

    def start(self, work: Callable[[], object]) -> None:
        """Begin a piece of work, or have it done after the one that is going on."""
        if time.monotonic() < self._not_before:
            return
        self._wanted = work
        if self._busy.acquire(blocking=False):
            threading.Thread(target=self._work, name="index").start()

    def _work(self) -> None:
        try:
            while wanted := self._next():
                wanted()
        except Exception:
            self._not_before = time.monotonic() + PAUSE
            logger.exception("the index could not be brought up to date; run manage.py update_index")
        finally:
            connections.close_all()
            self._busy.release()
        if wanted := self._next():  # what was wanted between the last look and the release
            self.start(wanted)

    def _next(self) -> Callable[[], object] | None:
        wanted, self._wanted = self._wanted, None
        return wanted


in_background = Background().start
