"""What a test needs of the machine it runs on."""

import os
from pathlib import Path
from shutil import which
from typing import NoReturn

import pytest

PACKAGES = {
    "clamd": "clamav-daemon",
    "nginx": "nginx",
    "postgres": "postgresql",
    "redis-server": "redis-server",
}
"""The Debian packages that have the programs."""


def find_program(name: str) -> str:
    """Return the path of a program; without it the test is skipped with the reason, and fails where ``CI=true``."""
    # Debian keeps the server's programs together, away from where commands are.
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(beside[-1]) if beside else which(name) or which(name, path="/usr/sbin")
    if found is None:
        _give_up(f"{name} is not on this machine (Debian: apt-get install {PACKAGES[name]})")
    return found


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
