"""Backup and restore under writing, under ``kill -9`` and on a full disk; every acknowledged write is counted again."""

import json
import os
import time
from contextlib import contextmanager

import pytest

from tests import corpora
from tests.drills.copying import LIMITS, WRITERS
from tests.drills.processes import SECONDS, create_database, start, told
from tests.effort import often

pytestmark = pytest.mark.slow

KILLS = often(5)
SEED = int(os.environ.get("DRILL_SEED", "1"))


class CopiedSite:
    """A site with a database of its own, which is copied."""

    def __init__(self, folder):
        self.folder = folder
        own = {"DATA_DIR": str(folder), "DATABASE_URL": create_database(folder), "SEARCH_URL": "memory://"}
        self.env = {**os.environ, **own}
        folder.mkdir(exist_ok=True)

    def fill(self, corpus):
        told(start(self.env, "manage.py", "migrate", "--verbosity=0"))
        told(start(self.env, "manage.py", "load_corpus", corpus))
        self.act("keep_noise", SEED)

    def act(self, *arguments):
        """Run an actor; return each line that it told."""
        return [json.loads(line) for line in told(self.start(*arguments)).splitlines()]

    def start(self, *arguments):
        return start(self.env, "-m", "tests.drills.copying", *arguments)

    @contextmanager
    def written(self):
        """Let every writer write, and wait for their first acknowledged writes; at the end nothing may be missing."""
        (self.folder / "stop").unlink(missing_ok=True)
        writers = [self.start("write", number) for number in range(WRITERS)]
        ledgers = [self.folder / f"ledger-{number}" for number in range(WRITERS)]
        while not all(ledger.exists() and ledger.stat().st_size for ledger in ledgers):
            assert all(writer.poll() is None for writer in writers), [writer.communicate() for writer in writers]
            time.sleep(0.1)
        try:
            yield
        finally:
            (self.folder / "stop").touch()
            for writer in writers:
                told(writer)
        ((acknowledged, held),) = self.act("recount")
        assert held == acknowledged
        print("acknowledged and held:", held)


@pytest.fixture(scope="module")
def told_by(tmp_path_factory):
    """Copy, kill copies and fill the disk while two writers write; return what each actor told, and the site."""
    site = CopiedSite(tmp_path_factory.mktemp("site"))
    site.fill(corpora.make_corpus(tmp_path_factory.mktemp("corpus")))
    with site.written():
        copies = site.act("copy", tmp_path_factory.mktemp("copies"), 3)
        restoring = start(site.env, "manage.py", "restore", copies[0][0], "--replace")
        _, refusal = restoring.communicate(timeout=SECONDS + 60)
        killed = site.act("kill_copies", tmp_path_factory.mktemp("killed"), KILLS, SEED)
        refused = site.act("fill_disk", tmp_path_factory.mktemp("full"))
    return {"copies": copies, "refusal": (restoring.returncode, refusal), "killed": killed, "refused": refused}


def test_copies_under_writing_hold_all_that_was_acknowledged_before(told_by, tmp_path):
    copies = told_by["copies"]
    counted = CopiedSite(tmp_path / "elsewhere").act("recount", *[path for path, _, _ in copies])
    for (_, before, after), held in zip(copies, counted, strict=True):
        assert all(low <= count <= high + 1 for low, count, high in zip(before, held, after, strict=True))
    print("acknowledged before, held, acknowledged after:", *zip(copies, counted, strict=True), sep="\n")


def test_a_site_that_is_written_is_not_replaced(told_by):
    code, said = told_by["refusal"]
    assert code == 1
    assert "stop the site first" in said


def test_a_killed_copy_is_none_and_loses_nothing(told_by):
    (found,) = told_by["killed"]
    print("seed", SEED, found)
    assert found["killed"] == KILLS


def test_a_full_disk_refuses_a_copy_and_loses_nothing(told_by):
    assert told_by["refused"] == [len(LIMITS)]


def test_a_killed_restore_leaves_one_site_or_the_other(told_by, tmp_path):
    (first, _, _), *_, (last, _, _) = told_by["copies"]
    (found,) = CopiedSite(tmp_path / "elsewhere").act("kill_restores", KILLS, SEED, first, last)
    print("seed", SEED, found)
    assert found["killed"] == KILLS


def test_a_full_disk_refuses_a_restore_and_changes_nothing(told_by, tmp_path):
    (first, _, _), *_, (last, _, _) = told_by["copies"]
    (found,) = CopiedSite(tmp_path / "elsewhere").act("fill_disk_of_restores", first, last)
    print(found)
    assert found["refused"] == len(LIMITS)
    assert found["held"] != found["afterwards"]
