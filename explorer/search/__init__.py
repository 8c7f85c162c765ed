"""Searching the site, presenting what was found, and keeping the index up to date."""
