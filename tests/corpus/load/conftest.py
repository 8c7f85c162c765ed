"""Loads that are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.corpus.load import load_corpus
from explorer.errors import CorpusError
from tests.snapshots import snapshot


@pytest.fixture
def refusal(db: None) -> Callable[..., list[str]]:
    """Return a function that loads a faulty folder, checks that nothing changed, and returns every problem."""

    def told(folder: Path, **options: bool) -> list[str]:
        before = snapshot()
        with pytest.raises(CorpusError) as caught:
            load_corpus(folder, **options)
        assert snapshot() == before
        return [str(problem) for problem in caught.value.problems]

    return told
