"""Anchoring of quotations in texts: a quotation is found, verbatim or with named folds, ambiguous or missing.

A sentence is compared with a text in the same way, and told nearly found from not found.
"""

from explorer.anchoring.comparison import Likeness, LikePlace, compare, find_same
from explorer.anchoring.locate import locate
from explorer.anchoring.selectors import (
    Ambiguous,
    DifferenceKind,
    Fold,
    Found,
    Missing,
    Outcome,
    TextQuote,
    WordDifference,
)

__all__ = [
    "Ambiguous",
    "DifferenceKind",
    "Fold",
    "Found",
    "LikePlace",
    "Likeness",
    "Missing",
    "Outcome",
    "TextQuote",
    "WordDifference",
    "compare",
    "find_same",
    "locate",
]
