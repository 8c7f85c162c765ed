"""A command shows how far its work is: as a bar on a terminal, elsewhere in a line now and then."""

import io

import pytest
from django.core.management.base import OutputWrapper

from explorer.management.progress import ProgressDisplay
from explorer.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def show(stream, *steps, total=100):
    """Show steps of work, each at a time in seconds."""
    times = iter([time for time, _ in steps])
    display = ProgressDisplay(OutputWrapper(stream), lambda: next(times))
    for _, done in steps:
        display(Progress("episodes read", done, total))
    return stream.getvalue()


def test_without_a_terminal_a_line_stands_there_now_and_then():
    said = show(io.StringIO(), (0, 1), (5, 20), (11, 50), (12, 55), (30, 100))
    assert said.splitlines() == ["episodes read: 50 of 100, 0:11 left", "episodes read: 100 of 100, 0:30 taken"]


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_work_that_is_done_at_once_shows_nothing(stream):
    assert show(stream(), (0, 1), (0.01, 50), (0.02, 100)) == ""


def test_a_terminal_shows_a_bar_that_grows_in_its_place():
    half, full = show(Terminal(), (0, 1), (1, 50), (2, 100)).split("\r")
    assert half.rstrip() == f"{'█' * 15}{'·' * 15} episodes read: 50 of 100, 0:01 left"
    assert full.rstrip(" \n") == f"{'█' * 30} episodes read: 100 of 100, 0:02 taken"
