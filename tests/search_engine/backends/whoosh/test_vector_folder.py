"""Vectors on disk: few tables, nothing outdated, and readers that are not disturbed."""

import json

import numpy as np
import pytest

from explorer.search_engine.backends.whoosh.vector_folder import NAMES, VectorFolder
from explorer.search_engine.types import DocumentKey, DocumentType
from explorer.search_engine.vectors import pack

NEAR, FAR = pack(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
VECTOR = np.array([1.0, 0.0], np.float32)


def key(number: int) -> DocumentKey:
    return DocumentKey(DocumentType.PASSAGE, f"p-{number}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vectors"


def names(folder) -> list[str]:
    return json.loads((folder / NAMES).read_text())


def test_without_files_nothing_is_close_and_nothing_is_written(folder):
    VectorFolder(folder).write({key(1): ()})
    assert VectorFolder(folder).closest(VECTOR, 5) == {}
    assert not folder.exists()


def test_tables_are_few_and_every_one_is_larger_than_the_next(folder):
    for number in range(100):
        VectorFolder(folder).write({key(number): (NEAR,)})
    opened = VectorFolder(folder)
    sizes = [len(table.keys) for table in opened.tables.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == 100
    assert len(sizes) <= 7
    assert len(opened.closest(VECTOR, 200)) == 100
    assert len(list(folder.iterdir())) == 1 + 3 * len(sizes)


def test_the_newest_table_holds(folder):
    VectorFolder(folder).write({key(number): (NEAR,) for number in range(10)})
    VectorFolder(folder).write({key(1): (FAR,), key(2): ()})
    assert len(names(folder)) == 2
    found = VectorFolder(folder).closest(VECTOR, 20)
    assert {one for one, closeness in found.items() if closeness < 0.5} == {key(1)}
    assert key(2) not in found
    VectorFolder(folder).write({key(2): (NEAR,)})
    assert VectorFolder(folder).closest(VECTOR, 20)[key(2)] == pytest.approx(1)


def test_what_is_gone_takes_no_room_once_nothing_is_older(folder):
    VectorFolder(folder).write({key(1): (NEAR,)})
    VectorFolder(folder).write({key(1): (), key(2): (NEAR,)})
    (table,) = VectorFolder(folder).tables.values()
    assert table.keys == (key(2),)


def test_who_has_it_open_goes_on_reading_what_was_there(folder):
    VectorFolder(folder).write({key(1): (NEAR,)})
    opened = VectorFolder(folder)
    VectorFolder(folder).write({key(1): (FAR,)})
    assert opened.closest(VECTOR, 5)[key(1)] == pytest.approx(1)


def test_tables_that_are_open_are_not_read_again(folder):
    VectorFolder(folder).write({key(number): (NEAR,) for number in range(10)})
    opened = VectorFolder(folder)
    VectorFolder(folder).write({key(11): (NEAR,)})
    (first, *_), again = names(folder), VectorFolder(folder, opened)
    assert again.tables[first] is opened.tables[first]
