"""The shapes of documents, a parser for each."""
