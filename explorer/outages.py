"""Services that may be gone for a while: who is asked again, and what the log says of it."""

import logging
import threading
import time

logger = logging.getLogger(__name__)


class Outage:
    """Whether a service of one process answers; once it did not, one caller a ``pause`` tries it again.

    The log has one line for the beginning and one for the end, however many callers met with the outage. ``pause`` is
    in seconds.
    """

    def __init__(self, service: str, pause: float, otherwise: str) -> None:
        self._service, self._pause, self._otherwise = service, pause, otherwise
        self._lock = threading.Lock()
        self._is_on = False
        self._next_try = 0.0

    def may_ask(self) -> bool:
        """Whether the caller asks the service: always while it answers, else whoever comes first after a pause."""
        if not self._is_on:
            return True
        with self._lock:
            if time.monotonic() < self._next_try:
                return False
            self._next_try = time.monotonic() + self._pause
            return True

    def begin(self, error: Exception) -> None:
        """Note that the service did not answer."""
        with self._lock:
            is_new, self._is_on = not self._is_on, True
            self._next_try = time.monotonic() + self._pause
        if is_new:
            logger.warning("%s does not answer (%s): %s", self._service, type(error).__name__, self._otherwise)

    def end(self) -> None:
        """Note that the service answered."""
        if not self._is_on:
            return
        with self._lock:
            was_on, self._is_on = self._is_on, False
        if was_on:
            logger.warning("%s answers again", self._service)
