"""One writer at a time, in whatever thread or process."""

import threading

import pytest

from explorer.search.indexing.lock import take_writer_lock


def test_the_lock_keeps_threads_apart_and_is_waited_for(index):
    seen = []

    def other(wait):
        with take_writer_lock(wait=wait) as alone:
            seen.append(alone)

    with take_writer_lock():
        thread = threading.Thread(target=other, args=[0])
        thread.start()
        thread.join()
        waiting = threading.Thread(target=other, args=[10])
        waiting.start()
    waiting.join()
    assert seen == [False, True]


def test_a_writer_that_fails_lets_go(index):
    with pytest.raises(KeyboardInterrupt), take_writer_lock():
        raise KeyboardInterrupt
    with take_writer_lock() as alone:
        assert alone


def test_who_waits_in_vain_is_told_so(index):
    with take_writer_lock() as alone, take_writer_lock(wait=0.01) as second:
        assert (alone, second) == (True, False)
