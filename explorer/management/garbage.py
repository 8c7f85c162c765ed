"""Python's search for cyclic garbage, which takes a quarter of the time of a load."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 200_000
"""New objects after which it searches, in place of 700: a batch of rows with all that is made of them is as many."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let the block make more objects before they are searched."""
    held = gc.get_threshold()
    gc.set_threshold(OBJECTS, *held[1:])
    try:
        yield
    finally:
        gc.set_threshold(*held)
