"""Pasted words looked up in the documents: whether they stand there to the letter, after folds, nearly, or not."""
