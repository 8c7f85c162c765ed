"""Ranking by BM25F (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", section 3.6).

A clause's hits are weighed field by field, added up and only then saturated: a word that occurs in two fields must not
count like two words. All functions take plain numbers as well as arrays.
"""

import math
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from explorer.search_engine.types import Field

Numeric = TypeVar("Numeric", float, npt.NDArray[np.float64])

WEIGHTS: Mapping[Field, float] = {Field.TITLE: 1.5, Field.BODY: 1.0, Field.QUOTED: 1.0, Field.NAMES: 0.4}
"""Weight of a hit by field."""

NORMS: Mapping[Field, float] = {Field.TITLE: 0.4, Field.BODY: 0.6, Field.QUOTED: 0.4, Field.NAMES: 0.3}
"""Penalty of a longer text by field: 0 none, 1 in proportion to its length (BM25's b)."""

SATURATION = 1.2
"""Weighed hits at which a clause reaches half of its highest score (BM25's k1)."""

COORDINATION = 0.25
"""Reward for fulfilling more of the clauses: 0 none, 1 in proportion to their share."""


def inverse_document_frequency(documents: int, having: int) -> float:
    """Return the weight of a clause that ``having`` of all ``documents`` fulfil; above 0 even if all do."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def weigh_hits(field: Field, hits: Numeric, length: Numeric, average: float) -> Numeric:
    """Return the weight of hits in a field; ``length`` and ``average`` are the field's words here and on average."""
    norm = NORMS[field]
    return WEIGHTS[field] * hits / (1 - norm + norm * length / average)


def weigh_one_hit(field: Field) -> tuple[float, float]:
    """Return what a hit's weight in a field is 1 over: a constant, and a slope by length in average lengths.

    It is `weigh_hits` for engines that compute elsewhere: hits / (constant + slope * length / average).
    """
    return (1 - NORMS[field]) / WEIGHTS[field], NORMS[field] / WEIGHTS[field]


def saturate(hits: Numeric) -> Numeric:
    """Return the score of weighed hits, from 0 to below 1."""
    return hits / (SATURATION + hits)


def score_words(hits: Numeric, rarity: float, share: Numeric) -> Numeric:
    """Return the score of a document's words, from 0 to 1, before its weight.

    ``hits`` is the sum of its clauses' scores, each saturated and multiplied by the clause's rarity; ``rarity`` is the
    sum of all clauses' rarities, which ``hits`` cannot exceed; ``share`` (0–1) is that of the clauses it fulfils. Hits
    are related to the most that the query allows, not to the best document found, so that closeness in meaning can be
    added and a score does not depend on other documents (Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for
    Hybrid Retrieval").
    """
    score: Numeric = hits / rarity * share**COORDINATION
    return score
