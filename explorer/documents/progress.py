"""How far long work is: whoever does it says so, and whoever waits may show it or not."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: ``done`` of ``total`` of what ``doing`` names."""

    doing: str
    done: int
    total: int


OnProgress = Callable[[Progress], object]
"""What is called with every step; where it raises, the work stops and is undone."""


def show_nobody(_: Progress) -> None:
    """Let the work go on unseen."""
