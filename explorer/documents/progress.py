"""Long work in steps: whoever does it says how far it is, and whoever waits may show it or not."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Step:
    """How far a piece of work is: ``done`` of ``total`` of what ``doing`` names."""

    doing: str
    done: int
    total: int


Steps = Generator[Step, None, Result]


def finish(steps: Steps[Result]) -> Result:
    """Do all of the work and return what it gives."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
