"""Who speaks: the labels of a document, found by the one form that they have in it."""
