"""Where a quotation lives in a text: found, found after named folds, ambiguous or missing; never guessed."""
