"""How well a document answers: rare words, more hits and shorter texts count more, and nothing counts without end."""

import numpy as np
import pytest

from explorer.search_engine.ranking import inverse_document_frequency, saturate, score_words, weigh_hits
from explorer.search_engine.types import Field


def test_the_rarer_a_clause_the_more_it_weighs_and_always_something():
    weights = [inverse_document_frequency(100, having) for having in (1, 10, 50, 100)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_a_hit_counts_more_in_a_shorter_text_and_at_the_average_length_what_its_field_weighs():
    assert weigh_hits(Field.BODY, 1.0, 5.0, 10.0) > weigh_hits(Field.BODY, 1.0, 20.0, 10.0)
    assert weigh_hits(Field.TITLE, 2.0, 10.0, 10.0) == pytest.approx(3.0)


def test_more_hits_count_more_and_less_and_less():
    scores = [saturate(float(hits)) for hits in range(6)]
    gains = np.diff(scores)
    assert scores[0] == 0
    assert all(gains > 0)
    assert list(gains) == sorted(gains, reverse=True)
    assert saturate(1e9) < 1


def test_who_says_all_that_was_asked_loses_nothing():
    assert score_words(3.0, 4.0, 1.0) == 0.75
    assert score_words(0.0, 4.0, 0.0) == 0
    assert score_words(3.0, 4.0, 0.25) < score_words(3.0, 4.0, 0.5) < 0.75


def test_a_score_does_not_depend_on_how_rare_all_words_of_a_query_are():
    assert score_words(30.0, 40.0, 0.5) == pytest.approx(score_words(3.0, 4.0, 0.5))


def test_plain_numbers_and_arrays_are_weighed_alike():
    hits, lengths = np.array([0.0, 1.0, 3.0]), np.array([4.0, 8.0, 2.0])
    one_by_one = [weigh_hits(Field.QUOTED, *both, 5.0) for both in zip(hits, lengths, strict=True)]
    assert weigh_hits(Field.QUOTED, hits, lengths, 5.0).tolist() == pytest.approx(one_by_one)
    assert saturate(hits).tolist() == pytest.approx([saturate(one) for one in hits])
