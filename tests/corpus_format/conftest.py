"""A small corpus folder, and the faults of records and folders."""

from pathlib import Path

import pytest

from explorer.corpus_format import schema
from explorer.corpus_format.reader import read_corpus
from explorer.corpus_format.validation import validate_record
from explorer.corpus_format.yaml_nodes import compose
from explorer.errors import CorpusError
from tests import corpora

CLAIM = "slug: a\nspeaker: b\nstatement: It is so.\ntopics:\n- topic: c\n  bearing: position\n"


EVIDENCE = "evidence:\n- source: s\n  exact: so\n  asserter: b\n  basis: labelled\n"


def told(kind: type[schema.FolderRecord], text: str) -> list[str]:
    """Return the faults of a record, each with its line."""
    node = compose(text.encode(), "f.yaml")
    assert node is not None
    with pytest.raises(CorpusError) as caught:
        validate_record(kind, node, "f.yaml")
    return [str(problem).removeprefix("f.yaml:") for problem in caught.value.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small corpus."""
    return corpora.make_corpus(tmp_path / "corpus")


def problems(folder: Path) -> list[str]:
    """Return the problems of a folder, each with file and line."""
    with pytest.raises(CorpusError) as caught:
        read_corpus(folder)
    return [str(problem) for problem in caught.value.problems]


def assert_told(folder: Path, file: str, old: str, new: str, message: str) -> None:
    """Damage a file of a folder; check that the problem is reported with its line and what to do."""
    line = corpora.edit(folder, file, old, new)
    found = [problem for problem in problems(folder) if message in problem]
    assert found, problems(folder)
    places = {f"{file}:{number}: " for number in (line, line + 1)}
    assert any(problem.startswith(place) for problem in found for place in places), (line, found)
    assert all(";" in problem for problem in found)
