"""The engine in memory keeps the contract."""

import pytest

from explorer.search.backends.memory import MemoryBackend
from tests.search.backend_contract import BackendContract


class TestMemory(BackendContract):
    """Every test of the contract."""

    @pytest.fixture
    def backend(self):
        return MemoryBackend()
