"""Anchoring of quotations in texts: a quotation is found, verbatim or with named folds, ambiguous or missing."""

from explorer.anchoring.locate import locate
from explorer.anchoring.selectors import Ambiguous, Fold, Found, Missing, Outcome, TextQuote

__all__ = ["Ambiguous", "Fold", "Found", "Missing", "Outcome", "TextQuote", "locate"]
