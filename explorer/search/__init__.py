"""Searches asked and shown, and the index kept true to the database."""
