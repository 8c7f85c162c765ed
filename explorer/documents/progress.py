"""The progress of long work, which the work reports and a page or command may show."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a piece of work: ``done`` of ``total`` of the things that ``doing`` names."""

    doing: str
    done: int
    total: int


OnProgress = Callable[[Progress], object]
"""A function that is called with every step; where it raises an error, the work stops and is undone."""


def show_nobody(_: Progress) -> None:
    """Ignore the progress."""
