"""A site whose database is a file, as on an operator's machine: fixtures for those who copy and restore it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from explorer.operations.sqlite import opened_at
from tests import factories as make


@pytest.fixture
def migrated(db, tmp_path):
    """Return a file with the tables of the tests' database, and nothing but what migrations put in."""
    if connection.vendor != "sqlite":
        pytest.skip("asks a database that is a file; tests/drills asks PostgreSQL")
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "migrated.sqlite3")) as file:
        file.executescript("".join(connection.connection.iterdump()))
    return tmp_path / "migrated.sqlite3"


@pytest.fixture
def site(migrated, settings, tmp_path):
    """Return the data folder of a site with one claim, on SQLite."""
    folder = tmp_path / "site"
    settings.DATA_DIR = folder
    folder.mkdir()
    migrated.rename(folder / "db.sqlite3")
    with opened_at(folder / "db.sqlite3"):
        make.make_claim(slug="kept", statement="It was kept.")
        yield folder


@pytest.fixture
def elsewhere(site: Path, settings: Any, tmp_path: Path) -> Callable[[], Path]:
    """Return what moves to another machine, where there is no site yet, and returns its data folder."""

    def move() -> Path:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        settings.DATA_DIR = folder
        connection.close()
        connection.settings_dict["NAME"] = str(folder / "db.sqlite3")
        return folder

    return move
