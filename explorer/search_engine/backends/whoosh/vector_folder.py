"""The vectors of an index on disk: tables of documents, of which the newest that names a document holds its windows.

A table is three files, mapped into memory: the keys with the number of their windows, the rows, and the rows' signs.
``tables.json`` names the tables, oldest first, and is replaced in one step.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from explorer.search_engine.types import DocumentKey, DocumentType
from explorer.search_engine.vectors import Vector, VectorStack, VectorTable

NAMES = "tables.json"


class VectorFolder:
    """The vectors as they were when they were opened; `write` changes the files for those who open them next.

    Tables that ``previous`` has open are not read again.
    """

    def __init__(self, path: Path, previous: Self | None = None) -> None:
        self._path = path
        known: dict[str, VectorTable] = previous.tables if previous else {}
        self.tables: dict[str, VectorTable] = {
            name: known.get(name) or _read_table(path, name) for name in _read_names(path)
        }
        self._stack = VectorStack(tuple(self.tables.values()))

    def closest(self, vector: Vector, limit: int) -> Mapping[DocumentKey, float]:
        """Return at most ``limit`` documents with the closeness of their closest window, closest first."""
        return self._stack.closest(vector, limit)

    def write(self, windows: Mapping[DocumentKey, Sequence[bytes]]) -> None:
        """Store the windows of documents; those without any are no longer found."""
        names = {id(table): name for name, table in self.tables.items()}
        tables = self._stack.add(windows).tables
        if all(id(table) in names for table in tables):
            return
        kept = [names[id(table)] for table in tables if id(table) in names]
        written = [_write_table(self._path, table) for table in tables if id(table) not in names]
        _write_names(self._path, [*kept, *written])
        for name in self.tables.keys() - kept:
            _remove_table(self._path, name)


def _read_names(path: Path) -> list[str]:
    try:
        return [str(name) for name in json.loads((path / NAMES).read_text())]
    except FileNotFoundError:
        return []


def _write_names(path: Path, names: Sequence[str]) -> None:
    beside = path / f"{NAMES}.new"
    beside.write_text(json.dumps(names))
    beside.replace(path / NAMES)


def _read_table(path: Path, name: str) -> VectorTable:
    keys = json.loads((path / f"{name}.keys.json").read_text())
    return VectorTable(
        tuple(DocumentKey(DocumentType(type_), id_) for type_, id_, _ in keys),
        np.array([count for _, _, count in keys], np.int64),
        np.load(path / f"{name}.rows.npy", mmap_mode="r"),
        np.load(path / f"{name}.signs.npy", mmap_mode="r"),
    )


def _write_table(path: Path, table: VectorTable) -> str:
    """Write the files of a table and return its name."""
    path.mkdir(mode=0o700, exist_ok=True)
    name = secrets.token_hex(6)
    keys = [(*key, int(count)) for key, count in zip(table.keys, table.counts, strict=True)]
    (path / f"{name}.keys.json").write_text(json.dumps(keys))
    np.save(path / f"{name}.rows.npy", table.rows)
    np.save(path / f"{name}.signs.npy", table.signs)
    return name


def _remove_table(path: Path, name: str) -> None:
    """Remove the files of a table; who has them mapped keeps them."""
    for file in path.glob(f"{name}.*"):
        file.unlink()
