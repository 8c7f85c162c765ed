"""Rows that are derived from the records of the debate, so that pages need not count or load these."""
