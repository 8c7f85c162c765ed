"""Vectors keep their meaning when they are stored, and the closest are found exactly."""

import numpy as np
import pytest

from explorer.search_engine import vectors
from explorer.search_engine.types import DocumentKey, DocumentType
from explorer.search_engine.vectors import SCALE, VectorTable, measure_closeness, pack, take_signs, unpack


def key(number: int) -> DocumentKey:
    return DocumentKey(DocumentType.PASSAGE, f"p-{number:05}")


def make_rows(count: int, dimensions: int = 96) -> np.ndarray:
    """Return random rows of length 1, of which neighbours are alike."""
    rows = np.cumsum(np.random.default_rng(5).normal(size=(count, dimensions)), axis=0)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def make_table(rows: np.ndarray, each: int = 2) -> VectorTable:
    windows = pack(rows)
    return VectorTable.build({key(place): windows[place * each :][:each] for place in range(len(rows) // each)})


def test_a_stored_vector_is_as_close_as_the_vector_was():
    one, other = make_rows(2)
    assert measure_closeness(pack(one[np.newaxis])[0], other) == pytest.approx(float(one @ other), abs=0.02)
    assert measure_closeness(pack(one[np.newaxis])[0], one) == pytest.approx(1, abs=0.02)


def test_what_was_packed_is_unpacked():
    rows = make_rows(3)
    assert np.array_equal(unpack(pack(rows)), np.rint(rows * SCALE).astype(np.int8))
    assert len(unpack([])) == 0


def test_signs_differ_where_the_numbers_do():
    one, other = np.array([[1, -1, 1] * 30], np.int8), np.array([[1, 1, 1] * 30], np.int8)
    assert np.bitwise_count(take_signs(one) ^ take_signs(other)).sum() == 30


def test_a_document_is_as_close_as_its_closest_window():
    rows = make_rows(20)
    found = make_table(rows).closest(rows[7], 3)
    expected = {key(place): max(rows[2 * place] @ rows[7], rows[2 * place + 1] @ rows[7]) for place in range(10)}
    assert list(found) == sorted(expected, key=lambda one: -expected[one])[:3]
    assert found == pytest.approx({one: expected[one] for one in found}, abs=0.02)


def test_signs_first_finds_nearly_all_that_comparing_everything_finds(monkeypatch):
    rows = make_rows(4000, 256)
    table = make_table(rows)
    whole = [list(table.closest(row, 10)) for row in rows[::100]]
    monkeypatch.setattr(vectors, "FIRST_PASS_FROM", 100)
    monkeypatch.setattr(vectors, "SHORTLIST", 390)
    quickly = [list(table.closest(row, 10)) for row in rows[::100]]
    assert [found[0] for found in quickly] == [found[0] for found in whole]
    assert sum(len({*one} & {*other}) for one, other in zip(quickly, whole, strict=True)) >= 0.98 * 400


def test_outdated_documents_are_left_out():
    rows = make_rows(8)
    assert key(0) not in make_table(rows).closest(rows[0], 9, outdated=[0])


def test_of_two_tables_the_newer_holds():
    near, far = pack(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
    older = VectorTable.build({key(1): (near,), key(2): (near,), key(3): (near, near)})
    joined = older.join(VectorTable.build({key(2): (far,), key(3): ()}))
    assert joined.closest(np.array([1.0, 0.0], np.float32), 9) == pytest.approx({key(1): 1.0, key(2): 0.0})
    assert joined.keys == (key(1), key(2), key(3))


def test_an_empty_table_finds_nothing():
    assert VectorTable.build({}).closest(np.array([1.0, 0.0], np.float32), 5) == {}
    assert VectorTable.build({key(1): ()}).closest(np.array([1.0, 0.0], np.float32), 5) == {}
