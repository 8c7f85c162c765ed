import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.errors import ExplorerError
from explorer.operations.scratch import PREFIX, open_scratch, require_room

KILLED = """
import os, signal, sys
from pathlib import Path
from explorer.operations.scratch import open_scratch
with open_scratch(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_goes_and_what_is_worked_in_stays(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False, env=environment)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    with open_scratch(tmp_path) as first:
        assert not left.exists()
        with open_scratch(tmp_path) as second:
            assert first.exists()
            assert second != first
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    with pytest.raises(ExplorerError, match="missing cannot be written to"), open_scratch(tmp_path / "missing"):
        pass


def test_too_little_room_is_said_in_figures(tmp_path):
    with pytest.raises(ExplorerError, match="up to 1000000000010 MB are needed"):
        require_room(tmp_path, 10**18)
    require_room(tmp_path, 1)
