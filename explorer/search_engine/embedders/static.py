"""Static vectors of words: WordLlama's table of 32,000 tokens (Miller 2024), of which a text's vector is the mean.

The package carries the table and its tokenizer; its code is not imported, as it fetches models and sets up logging.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from explorer.search_engine.embedders.base import Embedder
from explorer.search_engine.vectors import Vector

WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
TABLE = "embedding.weight"


class StaticEmbedder(Embedder):
    """Adds up the vectors of a text's tokens; the table (16 MB) is read when it is first needed."""

    dimensions = 256

    def __init__(self) -> None:
        self.name = f"wordllama-{version('wordllama')}-{self.dimensions}"
        self._loading = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vector:
        """Return a row of length 1 for each text, or a row of zeros where a text has no token."""
        table, tokenizer = self._model
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        readable = [text.encode(errors="replace").decode() for text in texts]  # the tokenizer refuses surrogates
        for row, encoded in zip(rows, tokenizer.encode_batch_fast(readable, add_special_tokens=False), strict=True):
            if encoded.ids:
                row[:] = table[encoded.ids].astype(np.float32).mean(axis=0)
        lengths: Vector = np.linalg.norm(rows, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        return rows / lengths

    @property
    def _model(self) -> tuple[npt.NDArray[np.float16], Tokenizer]:
        with self._loading:  # threads that come first together read the table once
            return self._loaded

    @cached_property
    def _loaded(self) -> tuple[npt.NDArray[np.float16], Tokenizer]:
        folder = _find_package()
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return load_file(folder / WEIGHTS)[TABLE], tokenizer


def _find_package() -> Path:
    """Return the folder of the package that carries the table, without importing it."""
    found = find_spec("wordllama")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("wordllama is not installed: pip install -r requirements.txt, or set EMBEDDER=off")
    return Path(found.origin).parent
