"""How well a document answers: BM25F (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", section 3.6).

A clause's hits in the fields of a document are weighed, added up and only then saturated, so that a word that stands in
two fields does not count as two words. All functions take plain numbers as well as arrays.
"""

import math
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from explorer.search_engine.types import Field

Numeric = TypeVar("Numeric", float, npt.NDArray[np.float64])

WEIGHTS: Mapping[Field, float] = {Field.TITLE: 1.5, Field.BODY: 1.0, Field.QUOTED: 1.0, Field.NAMES: 0.4}
"""What a hit counts by field."""

NORMS: Mapping[Field, float] = {Field.TITLE: 0.4, Field.BODY: 0.6, Field.QUOTED: 0.4, Field.NAMES: 0.3}
"""How much a hit loses in a longer text: 0 nothing, 1 in proportion."""

SATURATION = 1.2
"""How soon more hits of the same add little."""


COORDINATION = 0.25
"""How much saying more of what was asked counts by itself: 0 not at all, 1 in proportion."""


def rarity(documents: int, having: int) -> float:
    """Return what a clause weighs that ``having`` of ``documents`` fulfil; above 0 even where all do."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def weighed(field: Field, hits: Numeric, length: Numeric, average: float) -> Numeric:
    """Return what hits in a field of so many words count, average being the field's length over all documents."""
    norm = NORMS[field]
    return WEIGHTS[field] * hits / (1 - norm + norm * length / average)


def saturated(hits: Numeric) -> Numeric:
    """Return weighed hits, from 0 to below 1."""
    return hits / (SATURATION + hits)


def coordinated(share: Numeric) -> Numeric:
    """Return the factor of a document that fulfils this share of the clauses, from 0 to 1."""
    factor: Numeric = share**COORDINATION
    return factor
