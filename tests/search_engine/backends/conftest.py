"""An embedded index in a directory of its own."""

import json

import pytest

from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.types import Request
from tests.search_engine.backends.test_base import CORPUS, plain, says


@pytest.fixture
def place(tmp_path):
    """Return where the index is put."""
    return tmp_path / "index"


@pytest.fixture
def filled(place):
    """Return an engine with the corpus of the contract, of revision 7."""
    backend = WhooshBackend(place)
    backend.replace(CORPUS, 7)
    return backend


def current(place):
    """Return the directory of the current index."""
    return place / json.loads((place / "current").read_text())["directory"]


def refused(backend, state):
    """Assert that nothing but status and replace answers, and return what an operator is told."""
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
