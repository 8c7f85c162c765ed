"""One writer at a time, in whatever thread or process."""

import threading

import pytest

from explorer.search.indexing.lock import only_writer


def test_the_lock_keeps_threads_apart_and_is_waited_for(index):
    seen = []

    def other(wait):
        with only_writer(wait=wait) as alone:
            seen.append(alone)

    with only_writer():
        thread = threading.Thread(target=other, args=[0])
        thread.start()
        thread.join()
        waiting = threading.Thread(target=other, args=[10])
        waiting.start()
    waiting.join()
    assert seen == [False, True]


def test_a_writer_that_fails_lets_go(index):
    with pytest.raises(KeyboardInterrupt), only_writer():
        raise KeyboardInterrupt
    with only_writer() as alone:
        assert alone


def test_who_waits_in_vain_is_told_so(index):
    with only_writer() as alone, only_writer(wait=0.01) as second:
        assert (alone, second) == (True, False)
