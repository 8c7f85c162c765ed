"""Where a quotation lives in a text: found, found after named folds, ambiguous or missing; never guessed."""

from explorer.anchoring.locate import locate
from explorer.anchoring.selectors import Ambiguous, Fold, Found, Missing, Outcome, TextQuote

__all__ = ["Ambiguous", "Fold", "Found", "Missing", "Outcome", "TextQuote", "locate"]
