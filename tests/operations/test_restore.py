import errno
import sqlite3
from contextlib import closing

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.utils import timezone

from explorer.errors import ExplorerError
from explorer.models import Area, Claim, Revision
from explorer.models.outbox import is_of_one_database
from explorer.operations import restore as restoring
from explorer.operations.archive import ArchiveError, ArchiveWriter, open_archive
from explorer.operations.backup import back_up
from explorer.operations.restore import is_site_empty, restore


@pytest.fixture
def archive(site, tmp_path):
    """Return the archive of the site, which has gone on since."""
    path = back_up(tmp_path / "a.zip").path
    Claim.objects.update(statement="It was changed since.")
    return path


def seal_anew(path, **changed):
    """Write an archive with the members of another and a manifest that says something else."""
    held = open_archive(path)
    told = held.manifest
    new = path.with_name("changed.zip")
    with ArchiveWriter(new) as archive:
        for name in told.members:
            held.extract(name, path.with_name("member"))
            with archive.add(name) as member:
                member.write(path.with_name("member").read_bytes())
            path.with_name("member").unlink()
        said = {"release": told.release, "made_at": told.made_at, "engine": told.engine}
        archive.seal(**said | {"migrations": list(told.migrations)} | changed)
    return new


def refuse(path, words, **options):
    """Restore an archive, which must be refused and change nothing."""
    with pytest.raises(ExplorerError, match=words):
        restore(path, **options)
    assert [claim.statement for claim in Claim.objects.all()] == ["It was changed since."]


def test_a_site_is_restored_on_an_empty_machine(archive, elsewhere):
    folder = elsewhere()
    report = restore(archive)
    assert Claim.objects.get().statement == "It was kept."
    assert report.migrated == 0
    assert not list(folder.glob(".debate*"))


def test_a_site_is_replaced_only_when_told_to(archive, site):
    refuse(archive, "is not empty: --replace")
    restore(archive, replace=True)
    assert Claim.objects.get().statement == "It was kept."


def test_no_revision_comes_again_with_other_contents(archive):
    """What was kept of a page, or indexed, after the copy was made must never be taken for the restored page."""
    before = Revision.objects.current()
    Area.objects.raise_to(before, {"topic:scaling"})
    restore(archive, replace=True)
    assert Area.objects.newest(["topic:scaling"]) == Revision.objects.current()
    assert not is_of_one_database(Revision.objects.current(), before)


def test_an_older_archive_is_brought_up_to_date(archive, elsewhere):
    elsewhere()
    told = open_archive(archive).manifest.migrations
    assert restore(seal_anew(archive, migrations=list(told)[:-2])).migrated == 2


def test_a_newer_archive_is_refused(archive):
    newer = [("explorer", "0001_initial"), ("explorer", "9999_more")]
    refuse(
        seal_anew(archive, release="9.0", migrations=newer), r"newer release \(9.0.*explorer.9999_more", replace=True
    )


def test_an_archive_of_another_engine_is_refused(archive):
    refuse(seal_anew(archive, engine="postgresql"), "is of a site on postgresql", replace=True)


def test_a_damaged_archive_is_refused(archive):
    archive.write_bytes(archive.read_bytes()[:-1])
    refuse(archive, "is damaged", replace=True)


def test_an_archive_with_another_database_in_it_is_refused(archive, tmp_path):
    with ArchiveWriter(tmp_path / "b.zip") as made:
        with made.add("database") as member:
            member.write(b"no database" * 1000)
        made.seal(release="1", made_at=timezone.now(), engine="sqlite", migrations=[])
    refuse(tmp_path / "b.zip", "not a database", replace=True)


def test_a_database_that_another_process_has_open_is_refused(archive, site):
    with closing(sqlite3.connect(site / "db.sqlite3")) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM explorer_claim").fetchone()
        refuse(archive, "stop the site first", replace=True)


def test_a_database_that_cannot_be_read_is_to_be_moved_away(archive, site):
    connection.close()
    (site / "db.sqlite3").write_bytes(b"lost" * 5000)
    with pytest.raises(ExplorerError, match="move it away"):
        restore(archive, replace=True)


def test_no_restoring_is_begun_where_there_is_no_room(archive, monkeypatch):
    def full(*_):
        raise ExplorerError("there is no room")

    monkeypatch.setattr(restoring, "require_room", full)
    refuse(archive, "there is no room", replace=True)


@pytest.mark.parametrize("part", ["archive.SiteArchive.extract", "sqlite.SqliteEngine.check_copy"])
def test_a_disk_that_gets_full_while_it_is_unpacked_is_told_in_words(archive, site, monkeypatch, part):
    def fail(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"explorer.operations.{part}", fail)
    refuse(archive, "cannot be written to: No space left on device. Nothing was changed", replace=True)
    assert not list(site.glob(".debate*"))


def test_a_disk_that_gets_full_while_the_copy_is_brought_up_to_date_is_told_in_words(archive, site, monkeypatch):
    def fail(*_, **__):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("explorer.operations.sqlite.call_command", fail)
    refuse(archive, "brought up to date .database or disk is full.; nothing was changed", replace=True)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE])
def test_a_disk_that_is_full_while_the_database_is_opened_is_told_in_words(archive, site, monkeypatch, code):
    def fail(_):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr("explorer.operations.sqlite._make_alone", fail)
    refuse(archive, "there is no room beside .*: make room, then restore again", replace=True)


def test_a_failure_on_the_way_leaves_the_site_as_it_was(archive, monkeypatch):
    monkeypatch.setattr("explorer.operations.sqlite.call_command", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(archive, replace=True)
    assert Claim.objects.get().statement == "It was changed since."


def test_a_site_with_accounts_only_is_not_empty(migrated, settings, tmp_path):
    assert is_site_empty()
    User.objects.create_superuser("ada")
    assert not is_site_empty()


def test_an_archive_that_is_not_there_is_named(archive):
    with pytest.raises(ArchiveError, match=r"gone\.zip cannot be read: No such file"):
        restore(archive.with_name("gone.zip"))
