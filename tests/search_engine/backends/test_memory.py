"""The engine in memory keeps the contract."""

import pytest

from explorer.search_engine.backends.memory import MemoryBackend
from tests.search_engine.backends.test_base import BackendContract


class TestMemory(BackendContract):
    """Every test of the contract."""

    @pytest.fixture
    def backend(self):
        return MemoryBackend()
