"""An index of the test's own, and background work done at once or not at all."""

import pytest

from explorer.search.backend import backend
from explorer.search.indexing import maintenance


@pytest.fixture
def index(settings, tmp_path):
    """Return the index in memory; its lock is the test's own."""
    settings.DATA_DIR = tmp_path
    return backend()


@pytest.fixture
def begun(monkeypatch):
    """Return what was begun in the background, which is not done."""
    work = []
    monkeypatch.setattr(maintenance, "in_background", work.append)
    return work
