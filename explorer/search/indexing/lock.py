"""One writer of the index at a time, among all threads and processes that share the data folder."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.conf import settings

LOCK = "index.lock"
PAUSE = 0.05
"""Seconds between two looks at a lock that another has."""


@contextmanager
def only_writer(*, wait: float = 0) -> Iterator[bool]:
    """Yield whether this is the only writer, once it is or after ``wait`` seconds.

    The system lets go of the lock when its holder ends, however it ends: none is ever left behind.
    """
    with (settings.DATA_DIR / LOCK).open("a") as file:
        yield _taken(file, time.monotonic() + wait)


def _taken(file: TextIO, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE)
        else:
            return True
