import datetime
import json
from zipfile import ZipFile

import pytest

from explorer.operations.archive import ArchiveError, ArchiveWriter, open_archive

MADE_AT = datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC)


def write(path, **contents):
    """Write an archive with members of these names."""
    with ArchiveWriter(path) as archive:
        for name, data in contents.items():
            with archive.add(name) as member:
                member.write(data)
        archive.seal(release="1", made_at=MADE_AT, engine="sqlite", migrations=[("explorer", "0001_initial")])
    return path


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "a.zip", database=b"words " * 50)


def refused(path):
    with pytest.raises(ArchiveError) as caught:
        open_archive(path)
    return str(caught.value)


def test_what_was_written_is_unpacked_again(path, tmp_path):
    archive = open_archive(path)
    archive.extract("database", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"words " * 50
    assert archive.manifest.migrations == (("explorer", "0001_initial"),)


def test_only_its_owner_can_read_it(path):
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_archive_with_a_bit_changed_is_refused(path):
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert refused(path), place


def test_an_archive_cut_anywhere_is_refused(path):
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert refused(path), length


def test_another_zip_is_foreign(tmp_path):
    with ZipFile(tmp_path / "folder.zip", "w") as other:
        other.writestr("speakers.yaml", "[]")
    assert "no archive of this site's" in refused(tmp_path / "folder.zip")


def test_a_newer_form_is_refused_before_its_manifest_is_understood(path, monkeypatch):
    monkeypatch.setattr("explorer.operations.archive.FORMAT", 0)
    assert "newer release" in refused(path)


def test_a_member_that_leads_out_of_the_archive_is_refused(tmp_path):
    assert "leads out" in refused(write(tmp_path / "b.zip", **{"uploads/../../evil": b"x"}))


def test_a_member_that_is_not_what_the_manifest_says_is_not_unpacked(path, tmp_path):
    archive = open_archive(path)
    manifest = archive.manifest.model_copy(
        update={"members": {"database": archive.manifest.members["database"].model_copy(update={"size": 3})}}
    )
    with pytest.raises(ArchiveError, match="not what its manifest says"):
        type(archive)(path, manifest).extract("database", tmp_path / "out")


def test_the_manifest_says_what_is_in_it(path):
    with ZipFile(path) as zipped:
        said = json.loads(zipped.read("manifest.json"))
    assert said["members"]["database"]["size"] == 300
    assert said["made_at"] == "2026-11-27T00:00:00Z"
