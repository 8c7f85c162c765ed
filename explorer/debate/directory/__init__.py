"""The list of people: what a reader asks of it, and a page of it with what is held of each."""
