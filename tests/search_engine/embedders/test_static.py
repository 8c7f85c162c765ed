"""Static vectors know what means the same, and fetch nothing."""

import socket
import subprocess
import sys

import pytest

from explorer.search_engine.embedders.static import StaticEmbedder
from tests.search_engine.embedders.test_base import EmbedderContract


@pytest.fixture(scope="module")
def embedder():
    return StaticEmbedder()


class TestStatic(EmbedderContract):
    """Every test of the contract."""


def test_what_means_nearly_the_same_is_closer_than_what_does_not(embedder):
    car, automobile, sonnet = embedder.embed(["a fast car", "a quick automobile", "a sad sonnet"])
    assert car @ automobile > car @ sonnet + 0.3


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert StaticEmbedder().embed(["brain"]).any()


def test_the_code_of_the_package_is_not_imported():
    program = (
        "import sys; from explorer.search_engine.embedders.static import StaticEmbedder;"
        "StaticEmbedder().embed(['brain']); print('wordllama' in sys.modules, 'huggingface_hub' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]
