"""The reading room and the page of a claim."""
