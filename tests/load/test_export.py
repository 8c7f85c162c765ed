"""However many claims leave, an export holds little of them; each is measured in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.effort import often

pytestmark = pytest.mark.slow

ADDRESSES = ("/api/v1/export/", "/api/v1/export/corpus.zip")

# With fewer a process has not yet filled what it keeps at any size, such as pages of the database.
FEW, MANY = 4_500, often(15_000)
MOST_MEMORY = 200_000_000
"""Bytes that a process may ever hold, Python and Django included."""

MOST_GROWTH = 1_000
"""Bytes that it may hold for each claim more, which one row of the database as an object would exceed."""

SLOWER = 40
"""How many times as long as ``dumpdata`` of the same rows an export may take: it checks and looks up what it writes."""


@pytest.fixture
def act(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Return a function that lets an actor act on a filled database of its own, and gives what it measured."""
    folder = tmp_path / "load"
    folder.mkdir()
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": ""}

    def act(*words: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.load.actors", *words]
        done = subprocess.run(
            command, cwd=Path(settings.BASE_DIR), env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return measured

    return act


def test_an_export_holds_little_of_what_it_sends(act):
    few, small = act("fill", str(FEW))["Claim"], {address: act("export", address) for address in ADDRESSES}
    many, large = act("fill", str(MANY))["Claim"], {address: act("export", address) for address in ADDRESSES}
    baseline = act("dumpdata")
    assert many >= MANY
    for address in ADDRESSES:
        growth = (large[address]["peak"] - small[address]["peak"]) / (many - few)
        ratio = large[address]["seconds"] / baseline["seconds"]
        size, peak = large[address]["bytes"], large[address]["peak"]
        print(f"{address}: {size:,} bytes, peak {peak:,}, {ratio:.1f} times dumpdata, {growth:.0f} a claim")
        assert size > 3 * small[address]["bytes"]
        assert peak < MOST_MEMORY
        assert growth < MOST_GROWTH
        assert ratio < SLOWER
