"""Around a load the database holds more of itself in memory, and afterwards it counts its rows anew."""

import pytest
from django.db import connection

from explorer.corpus.database_tuning import PAGES, holding_pages, refresh_statistics
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_database_knows_afterwards_how_many_rows_there_are():
    for _ in range(3):
        make.SpeakerFactory()
    refresh_statistics()
    held = {
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'explorer_speaker' LIMIT 1",
        "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'explorer_speaker'",
    }
    with connection.cursor() as cursor:
        cursor.execute(held[connection.vendor])
        [found] = cursor.fetchone()
    assert str(found).split()[0] == "3"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its memory from its own settings")
def test_the_database_holds_more_in_memory_only_during_the_block():
    def read():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size")
            return cursor.fetchone()[0]

    before = read()
    with holding_pages():
        assert read() == -PAGES
    assert read() == before
