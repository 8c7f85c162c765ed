"""Fifty thousand claims leave in little memory, each export measured in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

CLAIMS = 50_000
MOST_MEMORY = 200_000_000
"""Bytes that a process may ever hold, Python and Django included."""

SLOWER = 40
"""How many times as long as ``dumpdata`` of the same rows an export may take: it checks and looks up what it writes."""


@pytest.fixture(scope="module")
def act(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """Return a function that lets an actor act on a filled database of its own, and gives what it measured."""
    folder = tmp_path_factory.mktemp("load")
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": ""}

    def act(*words: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.load.actors", *words]
        done = subprocess.run(
            command, cwd=Path(settings.BASE_DIR), env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return measured

    assert act("fill", str(CLAIMS))["Claim"] >= CLAIMS
    return act


@pytest.fixture(scope="module")
def baseline(act: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """Return what Django's own dump of the same rows costs, on this machine and now."""
    return act("dumpdata")


@pytest.mark.parametrize("address", ["/api/v1/export/", "/api/v1/export/corpus.zip"])
def test_an_export_holds_little_of_what_it_sends(act, baseline, address):
    measured = act("export", address)
    ratio = measured["seconds"] / baseline["seconds"]
    print(f"{address}: {measured['bytes']:,} bytes, peak {measured['peak']:,}, {ratio:.1f} times dumpdata")
    assert measured["bytes"] > 10_000_000
    assert measured["peak"] < MOST_MEMORY
    assert ratio < SLOWER
