"""The progress of a command's work: a bar on a terminal, elsewhere a line now and then."""

import time
from collections.abc import Callable

from django.core.management.base import OutputWrapper

from explorer.progress import Progress
from explorer.text import format_clock

WIDTH = 30
"""Signs of the bar."""

REDRAWN_AFTER, REPEATED_AFTER = 0.1, 10.0
"""Seconds between two drawings of the bar, and between two lines; work that takes less shows nothing."""


class ProgressDisplay:
    """Shows progress on a stream; ``clock`` returns seconds."""

    def __init__(self, stream: OutputWrapper, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._doing = ""
        self._begun = self._shown = 0.0

    def __call__(self, progress: Progress) -> None:
        """Show progress, unless the last was shown just now."""
        now = self._clock()
        if progress.doing != self._doing:
            self._doing, self._begun, self._shown = progress.doing, now, now
        is_end = progress.done >= progress.total
        pause = REDRAWN_AFTER if self._stream.isatty() else REPEATED_AFTER
        if now - self._shown >= pause or (is_end and self._shown > self._begun):
            self._show(progress, now - self._begun, is_end=is_end)
            self._shown = now

    def _show(self, progress: Progress, seconds: float, *, is_end: bool) -> None:
        words = f"{progress.doing}: {progress.done:,} of {progress.total:,}"
        rest = seconds / progress.done * (progress.total - progress.done)
        time_told = f"{format_clock(seconds)} taken" if is_end else f"{format_clock(rest)} left"
        if not self._stream.isatty():
            self._write(f"{words}, {time_told}\n")
            return
        full = min(WIDTH * progress.done // progress.total, WIDTH)
        # Spaces clear what is left of a longer line; the sign after them returns to its beginning.
        line = f"{'█' * full}{'·' * (WIDTH - full)} {words}, {time_told}"
        self._write(f"{line:<{WIDTH + 60}}{chr(10) if is_end else chr(13)}")

    def _write(self, words: str) -> None:
        self._stream.write(words, lambda plain: plain, ending="")
        self._stream.flush()
