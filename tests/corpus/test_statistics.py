"""The database counts its rows anew when it is told to."""

import pytest
from django.db import connection

from explorer.corpus.statistics import refresh_statistics
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
