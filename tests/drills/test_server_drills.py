"""A server whose workers are killed, whose database is locked, whose index is broken, and which is told to end."""

import http.client
import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.drills.loading import PASSAGES, make_document
from tests.drills.machines import HOST, Ledger, ask, wait_until
from tests.drills.processes import create_database
from tests.drills.served import BROKEN_OFF, OVERTAKEN, ServedSite, watched
from tests.effort import SEED, dice, often

pytestmark = pytest.mark.slow

KILLS = often(5)
LOCKED = 30
"""Seconds for which another process holds the lock; a writer is refused after 20."""

GRACE = 20
"""Seconds that a server which is told to end gives to answers that are on their way; gunicorn's own are 30."""

EXPORTS = ("/api/v1/export/", "/api/v1/export/corpus.zip")
BEGINNING = 10_000
"""The bytes of an export that are read before the server is told to end; it has many times as many."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    served = ServedSite(folder, create_database(folder))
    served.set_up()
    served.start()
    yield served
    served.server.kill()


@pytest.fixture(scope="module")
def ledger():
    return Ledger()


def test_killed_workers_lose_no_acknowledged_write(site, ledger):
    chance = dice("workers")
    with watched(site, ledger, frozenset({200, BROKEN_OFF})) as visits:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.5, 2))
            site.kill_workers()
            wait_until(lambda: ask(site.port, "/healthz")[0] == 200)
    broken = sum(visit.status == BROKEN_OFF for visit in visits)
    print(f"seed {SEED}: {KILLS} kills, {broken} answers and {ledger.refused} writes broken off")
    assert broken, "no kill came while something was answered"


def test_a_worker_killed_in_an_import_leaves_all_of_it_or_nothing_and_the_upload(site, ledger):
    words = make_document(["Lex Fridman", "Yann LeCun"])
    moments, chance = {"before its end": 0, "after its commit": 0, "after its answer": 0}, dice("imports")
    with watched(site, ledger, frozenset({200, BROKEN_OFF})), ThreadPoolExecutor() as curator:
        preview, begun = site.give(f"{words}\n\nThe first.\n"), time.monotonic()
        assert site.confirm(preview, "drilled-first") == 302
        lasts, whole = time.monotonic() - begun, site.count_imported("drilled-first")
        assert whole == (1, PASSAGES)
        for number in range(KILLS):
            slug, preview = f"drilled-{number}", site.give(f"{words}\n\nNumber {number}.\n")
            answer = curator.submit(site.confirm, preview, slug)
            time.sleep(chance.uniform(0, lasts))
            site.kill_workers()
            status, held = answer.result(), site.count_imported(slug)
            assert held in {whole, (0, 0)}
            assert status == BROKEN_OFF or held == whole
            moment = "after its answer" if status else "after its commit" if held == whole else "before its end"
            moments[moment] += 1
            wait_until(lambda: ask(site.port, "/healthz")[0] == 200)
            assert site.confirm(preview, slug) == 302  # what waits is taken up again, and what is there is opened
            assert site.count_imported(slug) == whole
    print(f"seed {SEED}, an import takes {lasts:.1f} s, killed:", moments)
    assert moments["before its end"]


@contextmanager
def locked(site):
    """Let another process hold the lock of writers; it is this one, on a connection of its own."""
    with site.connected() as connection:
        if site.is_on_sqlite:
            connection.execute("BEGIN IMMEDIATE")
        else:
            connection.execute("BEGIN")
            connection.execute("LOCK TABLE explorer_revision, explorer_contrast IN EXCLUSIVE MODE")
        yield
        connection.execute("ROLLBACK")


def test_a_lock_of_half_a_minute_keeps_no_reader_waiting_and_refuses_writers_in_words(site, ledger):
    known, told = len(ledger.acknowledged), []
    with watched(site, ledger) as visits:
        wait_until(lambda: len(ledger.acknowledged) > known)  # with its first write the use of the token is noted too
        with locked(site):
            before, end = len(visits), time.monotonic() + LOCKED
            while time.monotonic() < end and not told:
                status, headers = site.add("It cannot be said now.")
                if status != OVERTAKEN:
                    told.append((status, headers["Retry-After"]))
            time.sleep(max(0, end - time.monotonic()))
            meanwhile = visits[before:]
    print(
        f"{len(meanwhile)} answers meanwhile, the slowest of {max(visit.seconds for visit in meanwhile):.1f} s;", told
    )
    assert told == [(503, "30")]
    assert len(meanwhile) > LOCKED
    assert site.add("Now it can be said.")[0] == 200


def begin_export(site, path):
    """Ask for a whole export, and read its beginning; return the connection, the answer and what was read."""
    connection = http.client.HTTPConnection(HOST, site.port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.chunked) == (200, True)
    return connection, answer, answer.read(BEGINNING)


def read_rest(connection, answer):
    """Return the rest of an answer, and whether it came to its end."""
    with closing(connection):
        try:
            return answer.read(), True
        except http.client.IncompleteRead as broken:
            return broken.partial, False
        except OSError:
            return b"", False


def is_export(path, content):
    """Return whether an export is whole, as far as who has it can see."""
    if path.endswith(".zip"):
        return ZipFile(BytesIO(content)).testzip() is None
    return content.endswith(b"\n") and json.loads(content.splitlines()[-1])["type"] == "contrast"


@pytest.mark.parametrize("grace", [GRACE, 0])
def test_a_server_told_to_end_ends_an_export_or_breaks_it_off_recognisably(site, ledger, grace):
    site.stop()
    site.environment["GUNICORN_CMD_ARGS"] = f"--graceful-timeout={grace}"
    site.start()
    with watched(site, ledger, frozenset({200, BROKEN_OFF})):
        begun = {path: begin_export(site, path) for path in EXPORTS}
        site.server.end()
        read = {path: (beginning, *read_rest(*export)) for path, (*export, beginning) in begun.items()}
        site.server.wait(60)
        site.start()
    for path, (beginning, rest, is_ended) in read.items():
        print(f"{path}, {grace} s of grace: {len(beginning + rest)} bytes,", "all" if is_ended else "broken off")
        assert not is_ended or is_export(path, beginning + rest)
    assert all(is_ended for _, _, is_ended in read.values()) == bool(grace)


def break_files(folder):
    """Write noise over every file of the index, but for what says whose it is."""
    for path in sorted(folder.glob("index-*/**/*")):
        if path.is_file():
            path.write_bytes(dice(path.name).randbytes(path.stat().st_size))


def put_another(folder):
    """Put a folder of somebody else in the place of the index."""
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "letters.txt").write_text("Not yours.")


def read_index_state(site):
    return json.loads(ask(site.port, "/readyz")[1])["index"]["status"]


def await_searches(visits):
    """Wait until every reader has searched."""
    before = len(visits)
    wait_until(lambda: sum("search" in visit.address for visit in visits[before:]) >= 6, seconds=240)


@pytest.mark.parametrize("act", [break_files, shutil.rmtree])
def test_an_index_that_is_broken_or_lost_is_built_anew_while_everybody_reads(site, ledger, act):
    with watched(site, ledger) as visits:
        act(site.folder / "index")
        await_searches(visits)
        wait_until(lambda: read_index_state(site) == "ok", seconds=240)
    site.manage("shell", "--no-imports", "-c", COMPARE)


def test_the_index_of_another_is_left_alone_while_everybody_reads(site, ledger):
    folder = site.folder / "index"
    with watched(site, ledger) as visits:
        put_another(folder)
        await_searches(visits)
        assert read_index_state(site) == "degraded"
        assert [path.name for path in folder.iterdir()] == ["letters.txt"]
        shutil.rmtree(folder)
        await_searches(visits)
        wait_until(lambda: read_index_state(site) == "ok", seconds=240)
    site.manage("shell", "--no-imports", "-c", COMPARE)


COMPARE = """
from explorer.search import indexing
from tests.drills.actors import compare_index
indexing.update(wait=60)
compare_index()
"""
