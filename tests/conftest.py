"""Fixtures that every test runs with."""

import gc
import os

import psycopg
import pytest
from django.core.cache import caches
from django.db import connection, transaction

from explorer.search.backend import backend, opened, read_address
from explorer.search.indexing import maintenance
from explorer.shared_cache import cache
from explorer.views import answers
from explorer.views.freshness import KEPT
from tests.effort import EFFORT, SEED, register_examples

# The browser's tests leave an event loop running in their process, and Django would refuse its database beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

register_examples()


LONG = {"test_export.py", "test_made_up_requests.py", "test_curators_day.py"}
"""The modules with tests that take minutes each."""


DATABASES = {"db", "transactional_db", "shared_index"}
"""The fixtures of which one opens the database; a test that connects by itself is marked where it stands."""


def pytest_report_header() -> str:
    """Tell what made up the examples of this run."""
    return f"effort: {EFFORT:g}, seed: {SEED}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker is left alone with one of them, and mark those with a database.

    What opens no database says on PostgreSQL what it says on SQLite, and is left out there (Makefile).
    """
    items.sort(key=lambda item: item.path.name not in LONG)
    for item in items:
        if item.get_closest_marker("django_db") or DATABASES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of collected tests, which it would go through again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _uncollected_static_files(settings):
    """Serve static files from the repository, as tests run before anything is collected."""
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.WHITENOISE_AUTOREFRESH = True  # or each test's client would list all of them before its first request
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _nobody_is_throttled(settings):
    """Let tests ask as often as they like; those of the limit set their own."""
    settings.API_RATE = "off"


@pytest.fixture(autouse=True)
def _no_tries_counted(request):
    """Forget the tries at log-ins of tests whose database is emptied row by row, and so not of what is no model's."""
    marker = request.node.get_closest_marker("django_db")
    if "live_server" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        caches["default"].clear()


@pytest.fixture(autouse=True)
def _search_in_memory(settings):
    """Give each test an index of its own in memory, and empty the caches of search."""
    settings.SEARCH_URL = "memory://"
    opened.cache_clear()
    cache.clear()


@pytest.fixture(autouse=True)
def _answers_made_anew(monkeypatch):
    """Keep no answers, so that a test may change rows without an edit and look at their pages again."""
    monkeypatch.setattr(answers, "LARGEST", -1)


@pytest.fixture
def answers_kept(monkeypatch):
    """Keep answers as the site does, none of other tests, whose databases may have stood at the same revision."""
    monkeypatch.setattr(answers, "LARGEST", 2_000_000)
    KEPT.clear()


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker):
    """Let a fixture of a module make rows once for all its tests, each of which gives back what it did to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shared_index(settings):
    """Search in the PostgreSQL database of the tests, beside its tables, and leave no index behind."""
    if connection.vendor != "postgresql":
        pytest.skip("asks a PostgreSQL database: run by scripts/with-postgres")
    settings.SEARCH_URL = "postgres://"
    yield
    # Each engine has connections of its own, so that what it wrote outlives the test's transaction.
    backend().close()
    with psycopg.connect(**read_address()) as cleaner:
        for (name,) in cleaner.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'search_index%'"
        ).fetchall():
            cleaner.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(autouse=True)
def _nothing_in_background(monkeypatch):
    """Leave out what the index does in the background, whose connection would write into other tests' database."""
    monkeypatch.setattr(maintenance, "in_background", lambda _: None)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash passwords with MD5, as a proper hash is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def kept_connection(monkeypatch):
    """Keep the test's connection, with its transaction, when a response is closed or a real server answers."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
