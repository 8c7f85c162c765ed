"""Work that nobody waits for: one piece at a time, and again what was wanted meanwhile."""

import threading

import pytest

from explorer.search.indexing import background
from explorer.search.indexing.background import PAUSE, Background


@pytest.fixture
def worker():
    return Background()


def finished(worker):
    """Wait until nothing is being done."""
    assert worker._busy.acquire(timeout=10)
    worker._busy.release()


def test_work_is_done_in_a_thread_of_its_own(worker):
    done = threading.Event()
    worker.start(lambda: (threading.current_thread().name == "index") and done.set())
    assert done.wait(10)


def test_of_what_is_wanted_meanwhile_the_last_is_done_afterwards(worker):
    begun, may_end, done = threading.Event(), threading.Event(), []
    last = threading.Event()

    def first():
        begun.set()
        assert may_end.wait(10)
        done.append("first")

    worker.start(first)
    assert begun.wait(10)
    worker.start(lambda: done.append("second"))
    worker.start(lambda: (done.append("third"), last.set()))
    assert done == []
    may_end.set()
    assert last.wait(10)
    finished(worker)
    assert done == ["first", "third"]


def test_after_a_failure_nothing_is_begun_for_a_while(worker, monkeypatch, caplog):
    now = [1000.0]
    monkeypatch.setattr(background.time, "monotonic", lambda: now[0])

    def full():
        raise OSError("No space left on device")

    worker.start(full)
    finished(worker)
    assert "No space left on device" in caplog.text
    assert "run manage.py update_index" in caplog.text
    worker.start(lambda: pytest.fail("too early"))
    assert worker._wanted is None
    now[0] += PAUSE
    done = threading.Event()
    worker.start(done.set)
    assert done.wait(10)


def test_work_is_done_at_once_where_it_is_waited_for(worker, caplog):
    done = []

    with background.waiting():
        worker.start(lambda: done.append(threading.current_thread() is threading.main_thread()))
        worker.start(lambda: 1 / 0)
    assert done == [True]
    assert "run manage.py update_index" in caplog.text
