"""The lock of the index: one writer at a time among all threads and processes that share the data folder."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.conf import settings

LOCK = "index.lock"
PAUSE = 0.05
"""Seconds between two attempts to take the lock."""


@contextmanager
def take_writer_lock(*, wait: float = 0) -> Iterator[bool]:
    """Yield whether the lock was taken; a lock held elsewhere is waited for ``wait`` seconds.

    The operating system releases the lock when its holder ends, even by a crash.
    """
    with (settings.DATA_DIR / LOCK).open("a") as file:
        yield _acquire(file, time.monotonic() + wait)


def _acquire(file: TextIO, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(PAUSE)
        else:
            return True
