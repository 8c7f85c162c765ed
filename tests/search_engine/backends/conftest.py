"""An embedded index in a directory of its own."""

import json

import pytest

from explorer.search_engine.backends.base import IndexUnavailable
from explorer.search_engine.backends.whoosh import WhooshBackend
from explorer.search_engine.types import Request
from tests.search_engine.backends.test_base import CORPUS, plain, says


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
