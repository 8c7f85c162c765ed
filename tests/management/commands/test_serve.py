import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from explorer.operations.served import mark_served
from tests.drills.machines import free_port

ROOT = Path(__file__).resolve().parents[3]


def serve(folder, port):
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": "", "PORT": str(port), "WORKERS": "1"}
    line = [sys.executable, "manage.py", "serve"]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, cwd=ROOT, env=environment, stdout=pipe, stderr=subprocess.STDOUT, text=True)


def ask(port, process):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/claims/kept/", timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            assert process.poll() is None, process.stdout.read()
            time.sleep(0.1)
    raise AssertionError("the site did not start within a minute")


@pytest.mark.slow  # takes seconds
def test_it_prepares_the_site_then_serves_it_until_it_is_told_to_end(site):
    port = free_port()
    process = serve(site, port)
    try:
        assert "It was kept." in ask(port, process)
        assert list((site / "index").iterdir())
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert f"Debate Explorer: http://127.0.0.1:{port}" in said


@pytest.mark.slow  # takes seconds
def test_nothing_is_served_where_the_site_could_not_be_prepared(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    mark_served()
    process = serve(tmp_path, free_port())
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "The database is lost" in said
    assert "Listening" not in said
