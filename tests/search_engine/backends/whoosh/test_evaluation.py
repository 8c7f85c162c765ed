"""A request is answered as plain loops would answer it, and in time."""

import datetime
import random

import pytest

from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.backends.whoosh import WhooshBackend, segment
from explorer.search_engine.types import Clause, Facet, Request, ResultOrder
from tests.search_engine.backends.test_base import asking, says, scattered


def test_the_engine_answers_what_plain_loops_answer(place):
    ours, plainly = WhooshBackend(place), MemoryBackend()
    for seed in range(4):
        documents, runs = scattered(seed)
        for backend in (ours, plainly):
            backend.replace(documents[:25], 1)
            backend.update(documents[20:], [one.key for one in documents[:4]], 2)
        dice = random.Random(seed)
        for _ in range(60):
            request = Request(
                tuple(
                    Clause(tuple((run, dice.choice([1, 0.5])) for run in dice.sample(runs, 2)))
                    for _ in range(dice.choice([0, 3, 3]))
                ),
                tuple(says(*run) for run in dice.sample(runs, dice.choice([0, 0, 1]))),
                tuple(says(*run) for run in dice.sample(runs, dice.randint(0, 1))),
                {one.key: dice.random() for one in dice.sample(documents, dice.choice([0, 3]))},
                dice.randint(0, 3),
                {Facet.SPEAKER: frozenset(dice.sample("abc", 2))} if dice.random() < 0.4 else {},
                dice.choice([None, datetime.date(2018, 1, 2)]),
                None,
                dice.choice(list(ResultOrder)),
                dice.randint(0, 5),
                dice.randint(1, 10),
            )
            one, other = ours.search(request), plainly.search(request)
            for found, wanted in zip(one.hits, other.hits, strict=True):
                assert (found.key, found.others, found.found_by) == (wanted.key, wanted.others, wanted.found_by)
            assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits])
            assert (one.total, one.by_words, one.facets) == (other.total, other.by_words, other.facets)
        assert dict(ours.words()) == dict(plainly.words())


def test_what_was_looked_up_in_time_is_answered(filled, monkeypatch):
    checks = iter(range(1000))

    def check(_clock):
        if next(checks) >= 10:
            raise segment.OutOfTime

    monkeypatch.setattr("explorer.search_engine.backends.whoosh.generation.Clock.check", check)
    answer = filled.search(asking(says("brain"), says("network"), says("neural"), says("learn"), says("credit")))
    assert not answer.complete
    assert {hit.key.id for hit in answer.hits} == {"the-brain-assigns-credit", "credit"}
