"""What every test runs under."""

import os

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings

from explorer.search.backend import opened

# The browser's tests leave an event loop running in their process, and Django would refuse its database beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# How long an example takes says more about what else the machine is doing than about the code.
hypothesis_settings.register_profile("any-machine", deadline=None)
hypothesis_settings.load_profile("any-machine")


@pytest.fixture(autouse=True)
def _uncollected_static_files(settings):
    """Serve static files as they lie in the repository: tests run before anything is collected."""
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _search_in_memory(settings):
    """Search an index of the test's own, and nothing that was kept of another's."""
    settings.SEARCH_URL = "memory://"
    opened.cache_clear()
    cache.clear()


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Log in without the work that makes real passwords hard to guess."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def kept_connection(monkeypatch):
    """Keep the test's connection, and its transaction with it, when a response is closed or a real server answers."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
