"""How long the slow tests go on: ``EFFORT=4 make test-slow`` fuzzes, drills and fills four times as long as CI does.

``SEED=2`` looks at other examples. Both are told at the head of every run.
"""

import os
import random

from hypothesis import settings

EFFORT = float(os.environ.get("EFFORT", "1"))
SEED = int(os.environ.get("SEED", "1"))


def often(times: int) -> int:
    """Return how many times to do what is done so many times at an effort of one."""
    return max(1, round(times * EFFORT))


def dice(name: object) -> random.Random:
    """Return dice that fall in the same way for the same name and seed."""
    return random.Random(f"{name}-{SEED}")


def register_examples() -> None:
    """Let hypothesis make up the same examples every time in CI, and others where another effort or seed is asked for.

    How long an example takes says more about what else the machine is doing than about the code.
    """
    as_ever = settings().derandomize and not {"EFFORT", "SEED"} & set(os.environ)
    settings.register_profile("any-machine", deadline=None, derandomize=as_ever)
    settings.load_profile("any-machine")
