"""A request is answered as plain loops would answer it, and in time."""

from explorer.search_engine.backends.whoosh import segment
from tests.search_engine.backends.test_base import asking, says


def test_what_was_looked_up_in_time_is_answered(filled, monkeypatch):
    checks = iter(range(1000))

    def check(_clock):
        if next(checks) >= 10:
            raise segment.OutOfTime

    monkeypatch.setattr("explorer.search_engine.backends.whoosh.generation.Clock.check", check)
    answer = filled.search(asking(says("brain"), says("network"), says("neural"), says("learn"), says("credit")))
    assert not answer.complete
    assert {hit.key.id for hit in answer.hits} == {"the-brain-assigns-credit", "credit"}
