"""An embedded index in a directory of its own, and one in the PostgreSQL database that the tests run on."""

import json

import psycopg
import pytest
from django.conf import settings

from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.postgres import PostgresBackend
from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.types import Request
from tests.search_engine.backends.test_base import CORPUS, plain, says

HELD = settings.DATABASES["default"]

needs_postgres = pytest.mark.skipif(
    not HELD["ENGINE"].endswith("postgresql"), reason="asks a PostgreSQL database: run by scripts/with-postgres"
)


@pytest.fixture
def place(tmp_path):
    """Return the directory of the index."""
    return tmp_path / "index"


@pytest.fixture
def filled(place):
    """Return an engine with the contract's corpus, at revision 7."""
    backend = WhooshBackend(place)
    backend.replace(CORPUS, 7)
    return backend


@pytest.fixture(scope="session")
def database(worker_id):
    """Return the parameters of a connection to a database of this test process's own."""
    name = f"engine_{worker_id}"
    server = {"host": HELD["HOST"], "port": HELD["PORT"] or None, "user": HELD["USER"], "password": HELD["PASSWORD"]}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield {**server, "dbname": name}
        connection.execute(f"DROP DATABASE {name}")


@pytest.fixture
def shared(database):
    """Return an engine without an index in PostgreSQL."""
    with psycopg.connect(**database) as connection:
        rows = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'search_index%'").fetchall()
        for (name,) in rows:
            connection.execute(f"DROP SCHEMA {name} CASCADE")
    backend = PostgresBackend(lambda: database)
    yield backend
    backend.close()


def current(place):
    """Return the directory of the current generation of the index."""
    return place / json.loads((place / "current").read_text())["directory"]


def refused(backend, state):
    """Check that every call but status and replace is refused; return the message for the operator."""
    status = backend.status()
    assert status.state is state
    for use in (
        lambda: backend.search(Request()),
        lambda: backend.frequency(says("brain")),
        backend.words,
        lambda: list(backend.keys()),
        lambda: backend.update([plain(1)], [], 1),
    ):
        with pytest.raises(IndexUnavailable) as caught:
            use()
        assert str(caught.value) == status.detail
    return status.detail
