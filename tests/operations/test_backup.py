import errno
import sqlite3
import threading
from contextlib import closing

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from explorer.errors import ExplorerError
from explorer.operations import scratch
from explorer.operations.archive import SESSIONS, ArchiveWriter, open_archive
from explorer.operations.backup import back_up


def unpack(path, to):
    """Unpack the database of an archive and open it."""
    open_archive(path).extract("database", to)
    return closing(sqlite3.connect(to))


def test_a_copy_holds_the_database_and_says_what_it_is(site, tmp_path):
    report = back_up(tmp_path)
    archive = open_archive(report.path)
    assert set(archive.manifest.members) == {"database"}
    assert archive.manifest.engine == "sqlite"
    assert ("explorer", "0001_initial") in archive.manifest.migrations
    assert report.path.name.startswith("debate-explorer-20")
    with unpack(report.path, tmp_path / "db") as copy:
        assert copy.execute("SELECT statement FROM explorer_claim").fetchall() == [("It was kept.",)]


def test_neither_sessions_nor_the_secret_key_are_in_it(site, tmp_path):
    (site / "secret_key").write_text("the key of this site")
    Session.objects.create(session_key="the-key-of-a-session", expire_date=timezone.now())
    ada = User.objects.create_user("ada")
    UserSession.objects.create(user=ada, session_key="the-key-of-a-session", ip="::1", user_agent="")
    path = back_up(tmp_path / "a.zip").path
    with unpack(path, tmp_path / "db") as copy:
        for table in SESSIONS:
            assert copy.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert b"the-key-of-a-session" not in (tmp_path / "db").read_bytes()
    assert "secret_key" not in open_archive(path).manifest.members
    assert Session.objects.count() == 1


def test_a_copy_is_of_one_moment_while_somebody_writes(site, tmp_path):
    """A writer swaps two values in each transaction; a copy that mixes two moments holds one of them twice."""
    ended = threading.Event()

    def write():
        with closing(sqlite3.connect(site / "db.sqlite3", timeout=20)) as own:
            own.execute("CREATE TABLE pair (number INTEGER, filling TEXT)")
            own.executemany("INSERT INTO pair VALUES (?, ?)", [(number, "x" * 3000) for number in range(200)])
            own.commit()
            started.set()
            while not ended.is_set():
                own.execute("UPDATE pair SET number = number + 1")
                own.commit()

    started = threading.Event()
    writer = threading.Thread(target=write)
    writer.start()
    started.wait()
    try:
        paths = [back_up(tmp_path / f"{number}.zip").path for number in range(3)]
    finally:
        ended.set()
        writer.join()
    for path in paths:
        with unpack(path, path.with_suffix(".db")) as copy:
            low, high = copy.execute("SELECT min(number), max(number) FROM pair").fetchone()
            assert high - low == 199


def test_a_copy_is_never_written_over_another(site, tmp_path):
    (tmp_path / "a.zip").write_text("another")
    with pytest.raises(ExplorerError, match=r"a\.zip is there already"):
        back_up(tmp_path / "a.zip")


def test_nothing_is_copied_where_there_is_no_site(elsewhere, tmp_path):
    folder = elsewhere()
    with pytest.raises(ExplorerError, match="there is nothing to copy"):
        back_up(tmp_path / "a.zip")
    assert list(folder.iterdir()) == []


def test_a_damaged_database_is_not_passed_on(site, tmp_path):
    with connection.cursor() as cursor:
        page = cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'explorer_claim'").fetchone()[0]
        size = cursor.execute("PRAGMA page_size").fetchone()[0]
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with (site / "db.sqlite3").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(ExplorerError, match="the database is damaged"):
        back_up(tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_no_copy_is_begun_where_there_is_no_room(site, tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "SPARE", 10**18)
    with pytest.raises(ExplorerError, match="there is no room"):
        back_up(tmp_path / "a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_nothing_is_left_where_the_disk_gets_full_on_the_way(site, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ArchiveWriter, "seal", fail)
    with pytest.raises(ExplorerError, match="No space left on device"):
        back_up(tmp_path / "a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
