"""Work that is killed at a random moment of its course."""

import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections

from explorer.errors import ExplorerError
from explorer.web.side_files import release_side_files

REFUSED = 3
"""The exit code of work that was refused in words."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether a piece of work has begun to write, and for how many seconds it goes on from there."""

    has_begun: Callable[[], bool]
    seconds: float


@contextmanager
def working(work: Callable[[], object]) -> Iterator[int]:
    """Do a piece of work in a process of its own; its exit code is 3 where it was refused."""
    connections.close_all()
    release_side_files()
    # What a thread has open would be carried into the child, which then believes in locks that it does not have
    # (sqlite.org/howtocorrupt.html, section 2.6): writes are lost by that.
    assert threading.active_count() == 1, threading.enumerate()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except ExplorerError as error:
            print(f"refused: {error}", file=sys.stderr)
            code = REFUSED
        except BaseException:  # noqa: BLE001, whatever it is, the process ends here
            traceback.print_exc()
        finally:
            os._exit(code)
    yield child


def kill_often(
    work: Callable[[int], object],
    kills: int,
    seed: int,
    span: tuple[float, float],
    writing: Writing | None = None,
) -> Iterator[bool]:
    """Kill pieces of work, each at a random moment within a span of seconds; yield whether one was killed.

    Where it can be told that a piece of work has begun to write, the first kill comes at that moment, and the moment of
    every second one is counted from there: writing may take a small part of the span, and none would hit it.

    It goes on until so many were killed, or three times as many were begun. Where one ended before its kill, the next
    moments come sooner.
    """
    dice, killed, share = random.Random(seed), 0, 1.0
    first, last = span
    for number in range(3 * kills):
        with working(lambda number=number: work(number)) as child:  # type: ignore[misc]
            if writing and number % 2 == 0:
                wait_for(writing.has_begun, child)
                time.sleep(dice.uniform(0, share * writing.seconds) if number else 0)
            else:
                time.sleep(dice.uniform(first, max(first, share * last)))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        share *= 1 if os.WIFSIGNALED(status) else 0.8
        yield os.WIFSIGNALED(status)
        if killed == kills:
            return


def wait_for(holds: Callable[[], bool], child: int) -> None:
    """Wait until something holds or a process has ended, which is waited for later."""
    while not holds() and not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        time.sleep(0.001)
