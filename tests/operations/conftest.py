"""A site whose database is a file."""

from tests.sites import elsewhere, migrated, site

__all__ = ["elsewhere", "migrated", "site"]
