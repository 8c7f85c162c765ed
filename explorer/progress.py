"""The progress of long work, which the work reports and a page or command may show."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


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


_watcher: ContextVar[OnProgress] = ContextVar("watcher", default=show_nobody)


@contextmanager
def watch(watcher: OnProgress) -> Iterator[None]:
    """Tell a watcher how far all work in the block is, however deep inside it is done."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def report(progress: Progress) -> None:
    """Tell whoever watches how far work is."""
    _watcher.get()(progress)


def track(items: Iterable[T], doing: str, total: int) -> Iterator[T]:
    """Yield items, of which there are ``total``, and report each as done when the next one is asked for."""
    for done, item in enumerate(items, start=1):
        yield item
        report(Progress(doing, done, total))
