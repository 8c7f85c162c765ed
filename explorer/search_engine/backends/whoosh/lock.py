"""A file as a lock: one writer at a time among all threads and processes of a machine."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

PAUSE = 0.05
"""Seconds between two attempts to take the lock."""


@contextmanager
def lock_file(path: Path, *, wait: float = 0) -> Iterator[bool]:
    """Yield whether the file was locked; a lock held elsewhere is waited for ``wait`` seconds.

    The operating system releases the lock when its holder ends, even by a crash.
    """
    with path.open("a") as file:
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
