"""A locked file keeps processes apart, and opens again when its holder is gone."""

import subprocess
import sys

import pytest

from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.backends.whoosh.lock import lock_file

HOLD = """
import fcntl, sys
held = open(sys.argv[1], "a")
fcntl.flock(held, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Return a process that holds the lock of the index."""
    command = [sys.executable, "-c", HOLD, tmp_path / "index.lock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_another_process_holds_the_lock_until_it_is_killed(holder, tmp_path):
    with lock_file(tmp_path / "index.lock") as alone:
        assert not alone
    holder.kill()
    with lock_file(tmp_path / "index.lock", wait=10) as alone:
        assert alone


def test_the_lock_of_an_index_lies_beside_it_or_where_it_was_said(holder, tmp_path):
    with WhooshBackend(tmp_path / "index").take_lock() as alone:
        assert not alone
    with WhooshBackend(tmp_path / "index", lock=tmp_path / "another").take_lock() as alone:
        assert alone
