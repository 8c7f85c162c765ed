"""An upload waits under its checksum, as it was, for a day."""

import os
import time

import pytest

from explorer.documents.uploads import discard_upload, keep_upload, read_upload
from explorer.errors import ExplorerError


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "documents"


def test_a_document_comes_back_as_it_was_given(folder):
    name = keep_upload(b"one\r\n\xff")
    assert keep_upload(b"one\r\n\xff") == name
    assert read_upload(name) == b"one\r\n\xff"
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", "../secret_key", "0" * 64, "/etc/passwd"])
def test_nothing_else_is_read(folder, name):
    keep_upload(b"one")
    (folder.parent / "secret_key").write_text("secret")
    with pytest.raises(ExplorerError, match="give it again"):
        read_upload(name)


def test_an_upload_that_was_altered_is_not_used(folder):
    name = keep_upload(b"one")
    (folder / name).write_bytes(b"two")
    with pytest.raises(ExplorerError, match="give it again"):
        read_upload(name)


def test_a_file_that_another_process_sweeps_meanwhile_is_nobodys_fault(folder, monkeypatch):
    keep_upload(b"old")
    gone = folder / ("0" * 64)
    monkeypatch.setattr(type(folder), "iterdir", lambda _: iter([gone]))
    assert keep_upload(b"new")


def test_what_waited_for_more_than_a_day_goes_when_another_comes(folder):
    old, young = keep_upload(b"old"), keep_upload(b"young")
    os.utime(folder / old, (time.time() - 90_000,) * 2)
    new = keep_upload(b"new")
    assert {path.name for path in folder.iterdir()} == {young, new}
    discard_upload(young)
    discard_upload("../x")
    assert {path.name for path in folder.iterdir()} == {new}
