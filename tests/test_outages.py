"""A service that is gone is left alone for a while, and the log has two lines for it."""

import pytest

from explorer.outages import Outage


@pytest.fixture
def clock(monkeypatch):
    """Return the hands of the clock, in seconds."""
    hands = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: hands[0])
    return hands


def test_a_service_that_answers_is_asked_every_time(clock):
    outage = Outage("It", 2, "nothing is counted")
    assert [outage.may_ask() for _ in range(3)] == [True] * 3
    outage.end()
    assert outage.may_ask()


def test_one_caller_in_a_pause_asks_what_did_not_answer(clock):
    outage = Outage("It", 2, "nothing is counted")
    outage.begin(OSError("refused"))
    assert [outage.may_ask() for _ in range(3)] == [False] * 3
    clock[0] += 2
    assert [outage.may_ask() for _ in range(3)] == [True, False, False]
    outage.begin(OSError("refused"))
    clock[0] += 2
    assert outage.may_ask()
    outage.end()
    assert [outage.may_ask() for _ in range(3)] == [True] * 3


def test_the_log_has_a_line_for_the_beginning_and_one_for_the_end(clock, caplog):
    outage = Outage("It", 2, "nothing is counted")
    for _ in range(1000):
        outage.begin(OSError("refused"))
    for _ in range(1000):
        outage.end()
    assert [record.getMessage() for record in caplog.records] == [
        "It does not answer (OSError): nothing is counted",
        "It answers again",
    ]
