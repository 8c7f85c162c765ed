"""The coding manual as code: the vocabulary of records, and what is derived from them."""
