"""A small corpus in a folder."""

from pathlib import Path

import pytest

from tests import corpora


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpora.make_corpus(tmp_path / "corpus")
