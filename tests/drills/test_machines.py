"""One part of a site on several machines after the other is taken away, and readers go on.

Readers ask through the balancer without a pause, a curator writes twice a second. No answer may be older than what was
acknowledged before it was asked for, and no acknowledged write may be lost. `EFFORT` prolongs each part.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import pytest

from tests.drills.machines import Ledger, Site, at_work, running, wait_until
from tests.effort import EFFORT

pytestmark = pytest.mark.slow

SECONDS = 6 * EFFORT
ROWS = [
    "| taken away | answers | errors | older than allowed | half within | slowest | writes acknowledged | refused |"
]
SCANS = "SELECT coalesce(sum(seq_scan + idx_scan), 0) FROM pg_stat_user_tables WHERE relname = 'explorer_claim'"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running(Site, "machines") as machines:
        yield machines
    print("", *ROWS, sep="\n")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger()


@contextmanager
def watched(
    site: Site, ledger: Ledger, what: str, allowed: frozenset[int] = frozenset({200}), *, may_be_old: bool = False
) -> Iterator[None]:
    """Let everybody work while something is taken away; all readers must have been answered, none of them too old."""
    known, refused = len(ledger.acknowledged), ledger.refused
    with at_work(site, ledger) as visits:
        time.sleep(1)
        yield
        time.sleep(2)
    errors = [visit for visit in visits if visit.status not in allowed]
    stale = [visit for visit in visits if visit.is_stale]
    times = [visit.seconds for visit in visits]
    ROWS.append(
        f"| {what} | {len(visits)} | {len(errors)} | {len(stale)} | {median(times) * 1000:.0f} ms "
        f"| {max(times):.1f} s | {len(ledger.acknowledged) - known} | {ledger.refused - refused} |"
    )
    print(ROWS[-1])
    assert errors == []
    assert stale == [] or may_be_old
    assert len(visits) > SECONDS
    assert len(ledger.acknowledged) > known


def test_with_all_machines_readers_are_answered_from_the_replica(site, ledger):
    [(before,)] = site.replica.ask(SCANS)
    with watched(site, ledger, "nothing"):
        time.sleep(SECONDS)
    wait_until(lambda: site.replica.ask(SCANS)[0][0] > before)
    assert site.read_state()["status"] == "ok"
    assert ledger.refused == 0


def test_a_server_is_killed_and_started_again(site, ledger):
    with watched(site, ledger, "one of two servers"):
        site.servers[1].kill()
        time.sleep(SECONDS)
        site.restart_server(1)


def test_a_replica_that_lags_ten_seconds_makes_no_answer_older(site, ledger):
    with watched(site, ledger, "the replica, 10 s behind"):
        site.replica.delay(10)
        time.sleep(SECONDS)
        assert site.read_state()["replica"]["status"] == "degraded"
        site.replica.delay(0)
        wait_until(lambda: site.read_state()["replica"]["status"] == "ok")


def test_a_replica_is_gone_and_comes_back(site, ledger):
    with watched(site, ledger, "the replica"):
        site.replica.stop()
        time.sleep(SECONDS)
        assert site.read_state()["replica"]["status"] == "degraded"
        site.replica.start()


def test_redis_is_gone_and_comes_back(site, ledger):
    with watched(site, ledger, "Redis"):
        site.redis.kill()
        time.sleep(SECONDS)
        assert site.read_state()["cache"]["status"] == "degraded"
        site.redis.start()


def test_the_primary_crashes_and_comes_back(site, ledger):
    known = len(ledger.acknowledged)
    # Where the crash took a commit along that the replica had not received yet, readers are told to come again: what
    # they would see is older than what others have seen.
    with watched(site, ledger, "the primary", frozenset({200, 503})):
        wait_until(lambda: site.read_state()["replica"]["status"] == "ok")
        site.primary.stop()
        time.sleep(SECONDS)
        assert site.read_state()["database"]["status"] == "degraded"
        site.primary.start()
        wait_until(lambda: ledger.acknowledged[known:] and site.read_state()["status"] == "ok")


def test_redis_and_the_primary_are_gone_together_and_come_back(site, ledger):
    known = len(ledger.acknowledged)
    # What the crash took along from the replica only a server knows that saw it, and Redis tells no other (ADR 38).
    with watched(site, ledger, "Redis and the primary", frozenset({200, 503}), may_be_old=True):
        wait_until(lambda: site.read_state()["replica"]["status"] == "ok")
        site.redis.kill()
        site.primary.stop()
        time.sleep(SECONDS)
        state = site.read_state()
        assert (state["database"]["status"], state["cache"]["status"]) == ("degraded", "degraded")
        site.primary.start()
        site.redis.start()
        wait_until(lambda: ledger.acknowledged[known:] and site.read_state()["status"] == "ok")


def test_every_acknowledged_write_is_there(site, ledger):
    with watched(site, ledger, "nothing, at the end"):  # the tests before may have run beside, on a site of their own
        pass
    kept = {reason for (reason,) in site.primary.ask("SELECT reason FROM explorer_historicalcontrast")}
    lost = [number for number in ledger.acknowledged if f"Drill {number}." not in kept]
    assert lost == []
    last = "SELECT reason FROM explorer_contrast WHERE reason LIKE 'Drill %'"
    wait_until(lambda: site.replica.ask(last) == site.primary.ask(last))
