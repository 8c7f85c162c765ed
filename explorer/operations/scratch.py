"""Room on the disk: a scratch folder for work in progress, and the question whether there is enough."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from explorer.errors import ExplorerError

PREFIX = ".debate-explorer-scratch-"
SPARE = 10_000_000
"""Bytes that stay free beside what is written."""


@contextlib.contextmanager
def open_scratch(parent: Path) -> Iterator[Path]:
    """Yield a folder that only its owner can read and that goes when the work ends, or else with the next work's start.

    Its lock tells those that are worked in from those that a killed process has left.
    """
    try:
        _sweep(parent)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    except OSError as error:
        raise ExplorerError(f"{parent} cannot be written to: {error.strerror}") from error
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def require_room(folder: Path, needed: int) -> None:
    """Raise ExplorerError where a folder's disk has no room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise ExplorerError(
            f"there is no room in {folder}: up to {_as_megabytes(needed + SPARE)} are needed and "
            f"{_as_megabytes(free)} are free; make room, or choose another disk. Nothing was changed."
        )


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*"):
        # One that is worked in is locked, and another account's is no business of ours.
        with contextlib.suppress(OSError):
            _remove_abandoned(folder)


def _remove_abandoned(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    finally:
        os.close(lock)


def _as_megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"
