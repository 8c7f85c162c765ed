"""SQLite's side files stay while the process runs, and a full disk leaves reading alone."""

import contextlib
import os
import sqlite3
import subprocess

import pytest

from explorer.web.side_files import hold_side_files, release_side_files


@pytest.fixture(autouse=True)
def _released():
    yield
    release_side_files()


@pytest.fixture
def folder(tmp_path):
    """Return a folder on a small disk of its own where this machine lets us make one."""
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)], capture_output=True)
    if made.returncode:
        pytest.skip("a disk to fill takes the right to mount one")
    yield tmp_path
    release_side_files()
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def make_database(folder):
    database = folder / "db.sqlite3"
    connection = sqlite3.connect(database)
    connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE words (word TEXT);")
    connection.execute("INSERT INTO words VALUES ('so')")
    connection.commit()
    return database, connection


def fill(folder):
    with (folder / "full").open("wb") as filler, contextlib.suppress(OSError):
        while True:
            os.write(filler.fileno(), b"\0" * 4096)


def read(database):
    reader = sqlite3.connect(database)
    try:
        return reader.execute("SELECT word FROM words").fetchall()
    finally:
        reader.close()


def test_the_files_stay_when_the_last_reader_goes(tmp_path):
    database, connection = make_database(tmp_path)
    hold_side_files(str(database))
    connection.close()
    assert {path.name for path in tmp_path.iterdir()} == {"db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"}


def test_what_is_no_file_is_not_held(tmp_path):
    hold_side_files("file:memorydb_default?mode=memory&cache=shared")
    hold_side_files(str(tmp_path / "nowhere"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_held", [True, False])
def test_who_comes_when_the_disk_is_full_reads_what_was_written(folder, is_held):
    database, connection = make_database(folder)
    if is_held:
        hold_side_files(str(database))
    connection.close()
    fill(folder)
    if is_held:
        assert read(database) == [("so",)]
        with pytest.raises(sqlite3.OperationalError, match="full"), sqlite3.connect(database) as writer:
            writer.execute("INSERT INTO words VALUES (?)", ["no" * 50_000])
    else:
        with pytest.raises(sqlite3.OperationalError):
            read(database)
