"""The index under several writers and readers, and under ``kill -9`` at every moment; ``EFFORT`` prolongs it."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.drills.actors import MOMENTS, WRITERS
from tests.drills.processes import SECONDS, create_database, start, told
from tests.effort import dice, often

pytestmark = pytest.mark.slow

KILLS = max(2, often(3))


class Site:
    """A site with a database, a data folder and an index of its own, and the processes that work on it."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.env = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": create_database(folder),
            "SEARCH_URL": engine,
        }
        self.run("manage.py", "migrate", "--verbosity=0")
        self.run("manage.py", "load_corpus")
        self.public = int(self.act("set_up"))

    def actor(self, name: str, *arguments: object) -> "subprocess.Popen[str]":
        return start(self.env, "-m", "tests.drills.actors", name, *arguments)

    def act(self, name: str, *arguments: object) -> str:
        return told(self.actor(name, *arguments))

    def run(self, *command: object) -> str:
        return told(start(self.env, *command))

    def check(self) -> None:
        """Start anew, and compare the index with the database by every id."""
        assert "agrees" in self.act("check", 0, self.public)


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
