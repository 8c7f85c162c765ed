"""Loadings that are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.corpus.load import load_corpus
from explorer.errors import CorpusError
from tests.snapshots import snapshot


@pytest.fixture
def refusal(db: None) -> Callable[..., list[str]]:
    """Return what loads a folder in vain, and gives every problem told once nothing was found to be changed."""

    def told(folder: Path, **options: bool) -> list[str]:
        before = snapshot()
        with pytest.raises(CorpusError) as caught:
            load_corpus(folder, **options)
        assert snapshot() == before
        return [str(problem) for problem in caught.value.problems]

    return told
