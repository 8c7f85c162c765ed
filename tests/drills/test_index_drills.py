"""The index under several writers and readers, and under ``kill -9`` at every moment; ``EFFORT`` prolongs it."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.drills.actors import MOMENTS, WRITERS
from tests.effort import EFFORT, dice, often

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 15 * EFFORT
KILLS = max(2, often(3))


class Site:
    """A site with a database, a data folder and an index of its own, and the processes that work on it."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.env = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": database(folder), "SEARCH_URL": engine}
        self.run("manage.py", "migrate", "--verbosity=0")
        self.run("manage.py", "load_corpus")
        self.public = int(self.act("set_up"))

    def start(self, *command: object) -> "subprocess.Popen[str]":
        line = [sys.executable, *map(str, command)]
        return subprocess.Popen(
            line, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, close_fds=True
        )

    def actor(self, name: str, *arguments: object) -> "subprocess.Popen[str]":
        return self.start("-m", "tests.drills.actors", name, *arguments)

    def act(self, name: str, *arguments: object) -> str:
        return told(self.actor(name, *arguments))

    def run(self, *command: object) -> str:
        return told(self.start(*command))

    def check(self) -> None:
        """Start anew, and compare the index with the database by every id."""
        assert "agrees" in self.act("check", 0, self.public)


def told(process: "subprocess.Popen[str]") -> str:
    """Return what a process printed; it must have ended well and logged no error."""
    out, errors = process.communicate(timeout=SECONDS + 180)
    assert process.returncode == 0, errors
    assert "ERROR" not in errors, errors
    return out


def database(folder: Path) -> str:
    """Return the address of a new database, on the engine that the tests run on."""
    held = settings.DATABASES["default"]
    if held["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{folder}/drill.sqlite3"
    name = f"drill_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(
        host=held["HOST"],
        port=held["PORT"] or None,
        user=held["USER"],
        password=held["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    return f"{address}/{name}"


@pytest.fixture(scope="module", params=["whoosh://", "postgres://"])
def site(request, tmp_path_factory):
    if request.param == "postgres://" and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("asks a PostgreSQL database: run by scripts/with-postgres")
    return Site(tmp_path_factory.mktemp("drill"), request.param)


def test_three_writers_and_two_readers_never_disagree_on_a_count(site):
    writers = [site.actor("write", SECONDS, number) for number in range(WRITERS)]
    readers = [site.actor("read", SECONDS, site.public) for _ in range(2)]
    changes = [told(process).split() for process in writers]
    searches = [int(told(process)) for process in readers]
    print("changes by writer, with the longest in seconds:", changes, "searches by reader:", searches)
    assert min(searches) > 1
    site.check()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_that_is_killed_loses_nothing(site, moment):
    killed = site.actor(moment)
    _, errors = killed.communicate(timeout=60)
    assert killed.returncode == -9, errors
    assert int(site.act("read", 0, site.public)) == 1
    site.check()


def test_processes_killed_at_any_moment_lose_nothing(site):
    chance = dice("kills")
    for _ in range(KILLS):
        processes = [site.actor("write", 60, number) for number in range(WRITERS)]
        time.sleep(3 + chance.random() * 3)
        for process in processes:
            process.kill()
            process.communicate(timeout=60)
        site.check()
