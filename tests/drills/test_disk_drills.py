"""A disk that is full during a save, an import, a rebuild of the index and a restore; then there is room again."""

import contextlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.drills.loading import PASSAGES, make_document
from tests.drills.machines import Ledger, wait_until
from tests.drills.processes import connect_to_cluster, create_database
from tests.drills.served import OVERTAKEN, ServedSite, watched
from tests.effort import dice

pytestmark = pytest.mark.slow

SIZE = "48m"
NO_ROOM = ("full", "No space left", "no room")
"""What the words of a refusal have of the cause, whichever engine or library noticed it."""


class Disk:
    """A small disk in memory, which can be filled to the last page."""

    def __init__(self, place):
        self.place = place
        self._filler = place / "filler"

    def fill(self):
        with self._filler.open("ab", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))

    def make_room(self):
        self._filler.unlink()


@pytest.fixture(scope="module")
def disk():
    """Return a disk that only the database and the index of the site lie on."""
    place = Path(tempfile.mkdtemp(prefix="disk."))
    place.chmod(0o755)
    line = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(place)]
    if subprocess.run(line, capture_output=True).returncode:
        place.rmdir()
        pytest.skip("a disk to fill takes the right to mount one")
    yield Disk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)
    place.rmdir()


@pytest.fixture(scope="module")
def address(disk):
    """Return the address of a database on the disk."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield create_database(disk.place)
        return
    tablespace = disk.place.name.replace(".", "_")
    (disk.place / "tablespace").mkdir()
    shutil.chown(disk.place / "tablespace", "postgres")
    with connect_to_cluster() as connection:
        connection.execute(f"CREATE TABLESPACE {tablespace} LOCATION '{disk.place}/tablespace'")
    found = create_database(disk.place, tablespace)
    yield found
    with connect_to_cluster() as connection:
        connection.execute(f'DROP DATABASE "{found.rpartition("/")[2]}" WITH (FORCE)')
        connection.execute(f"DROP TABLESPACE {tablespace}")


@pytest.fixture(scope="module")
def site(disk, address, tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    served = ServedSite(folder, address, SEARCH_URL=f"whoosh://{disk.place}/index")
    served.set_up()
    served.start()
    yield served
    served.server.kill()


@pytest.fixture(scope="module")
def ledger():
    return Ledger()


def refuse(site, *command):
    """Run a command of the site, which must be refused in words that name the cause."""
    done = site.try_to_manage(*command)
    said = done.stderr.strip()
    print(" ".join(map(str, command)), "->", said or done.stdout)
    assert done.returncode == 1
    assert "Traceback" not in said, said
    assert any(word in said for word in NO_ROOM), said


def empty_log(site):
    """Cut SQLite's log, which keeps its size: there would be room in it, or in its place once it is removed."""
    if site.is_on_sqlite:
        wait_until(lambda: site.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0)


def send_until_refused(site):
    """Send long reasons until one is refused: the last pages of a database may have room for some."""
    chance = dice("reasons")
    for count in range(1, 500):
        status, _ = site.add(chance.randbytes(900).hex())
        if status not in {200, OVERTAKEN}:
            return status, count
    return None


def test_a_full_disk_refuses_what_writes_and_nobody_who_reads(site, disk, ledger):
    words = make_document(["Lex Fridman", "Yann LeCun"])
    with watched(site, ledger):
        wait_until(lambda: ledger.acknowledged)
        preview = site.give(words)
        empty_log(site)
        disk.fill()
        print("a save is refused, and which one it was:", refused := send_until_refused(site))
        assert refused[0] == 507
        assert site.confirm(preview, "drilled") == 507
        assert site.count_imported("drilled") == (0, 0)
        refuse(site, "rebuild_index")
        known, refused = len(ledger.acknowledged), ledger.refused
        time.sleep(3)
        disk.make_room()
        assert site.confirm(preview, "drilled") == 302
        assert site.count_imported("drilled") == (1, PASSAGES)
        site.manage("rebuild_index")
        assert site.add("There is room again.")[0] in {200, OVERTAKEN}
    print(f"{known} writes acknowledged before there was room again, {ledger.refused} refused")
    assert site.send(lambda _: "They differ.")[0] == 200  # for numbers must stand in a claim
    assert "Every quotation" in site.manage("check_corpus")
    assert site.write(ledger.last)


def test_a_full_disk_refuses_a_restore_and_the_site_is_what_it_was(site, disk, ledger, tmp_path):
    if not site.is_on_sqlite:
        pytest.skip(
            "a dump names no tablespace, so its tables come to another disk; test_backup_drills.py fills that one"
        )
    site.manage("backup", tmp_path / "site.zip")
    held, number = list(ledger.acknowledged), len(ledger.acknowledged)
    with watched(site, ledger):
        time.sleep(3)
    site.stop()
    empty_log(site)
    disk.fill()
    refuse(site, "restore", tmp_path / "site.zip", "--replace")
    disk.make_room()
    assert site.list_lost(ledger) == []
    assert len(ledger.acknowledged) > number
    site.manage("restore", tmp_path / "site.zip", "--replace")
    assert site.list_lost(Ledger(held)) == []
    assert len(site.list_lost(ledger)) == len(ledger.acknowledged) - number
    site.start()
    with watched(site, restored := Ledger(held)):
        time.sleep(1)
    assert len(restored.acknowledged) > number
