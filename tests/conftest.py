"""What every test runs under."""

import pytest


@pytest.fixture(autouse=True)
def _uncollected_static_files(settings):
    """Serve static files as they lie in the repository: tests run before anything is collected."""
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Log in without the work that makes real passwords hard to guess."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
