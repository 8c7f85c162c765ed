"""The interface of every embedder; ``tests/search_engine/embedders/test_base.py`` holds each to it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from explorer.search_engine.vectors import Vector


class Embedder(ABC):
    """Turns texts into vectors of one number of dimensions.

    The same text always has the same vector, whatever is embedded beside it. ``name`` names the model with its version
    and dimensions: an index made under another name is built anew.
    """

    name: str
    dimensions: int

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> Vector:
        """Return a row of length 1 for each text, or a row of zeros where a text says nothing."""
