"""Rows that are no records of the debate and go after a day."""
