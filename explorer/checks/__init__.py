"""Checks of records and documents."""
