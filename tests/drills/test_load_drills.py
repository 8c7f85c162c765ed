"""Loads and imports under ``kill -9``, while a curator writes: whole or nothing, and nothing acknowledged is lost."""

import json
import os

import pytest

from tests.drills.processes import create_database, start, told
from tests.effort import SEED, often

pytestmark = pytest.mark.slow

KILLS = often(5)
SIZES = ((3, 1), (5, 2))
"""Episodes and seed of the two folders; the second has more of everything, and all of what the first has otherwise."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Return two folders of records that have the same names."""
    place = tmp_path_factory.mktemp("folders")
    for episodes, seed in SIZES:
        size = ["--episodes", episodes, "--topics", 12, "--seed", seed]
        told(start(dict(os.environ), "manage.py", "make_corpus", *size, "--into", place / str(seed)))
    return [place / str(seed) for _, seed in SIZES]


def act(folder, name, *arguments):
    """Run an actor on a new site; return what it told."""
    address = create_database(folder)
    engine = "whoosh://" if address.startswith("sqlite") else "postgres://"
    own = {"DATA_DIR": str(folder), "DATABASE_URL": address, "SEARCH_URL": engine, "EMBEDDER": "off"}
    env = {**os.environ, **own}
    told(start(env, "manage.py", "migrate", "--verbosity=0"))
    found = json.loads(told(start(env, "-m", "tests.drills.loading", name, KILLS, SEED, *arguments)))
    print("seed", SEED, found)
    return found


def check_moments(found):
    """Fail where too few were killed, or none in the middle."""
    killed = sum(number for moment, number in found["moments"].items() if moment != "after its end")
    assert killed == KILLS
    assert found["moments"].get("within its transaction")


def test_a_killed_load_is_whole_or_was_none(folders, tmp_path):
    check_moments(act(tmp_path, "kill_loads", *folders))


def test_a_killed_import_is_whole_or_was_none(folders, tmp_path):
    check_moments(act(tmp_path, "kill_imports", folders[0]))
