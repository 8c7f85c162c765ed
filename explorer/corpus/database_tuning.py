"""What the database is told around a load: to hold more of itself in memory, and afterwards to count its rows anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

PAGES = 64_000
"""Kilobytes of pages that SQLite holds while a load runs; with its 2,000 it reads six times as much at 400 episodes."""


@contextmanager
def holding_pages() -> Iterator[None]:
    """Let SQLite hold more of its pages in memory during the block."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        [before] = cursor.fetchone()
        cursor.execute(f"PRAGMA cache_size = -{PAGES}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {before}")


def refresh_statistics() -> None:
    """Make the database count anew; after a load it would else go by the tables as they were before.

    At 400 episodes the list of speakers took 521 ms before and 4.7 after; to count takes half a second at 4,000.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # By a part of them, every status looks as if it were that of a few hundred rows: it is that of nearly all.
            cursor.execute("PRAGMA analysis_limit = 0")
            cursor.execute("ANALYZE")
            return
        for model in apps.get_app_config("explorer").get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
