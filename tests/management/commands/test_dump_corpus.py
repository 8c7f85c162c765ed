"""The database is written as a folder, and no folder but a corpus's own is written over."""

import pytest
from django.core.management import call_command

from tests import corpora
from tests.corpora import DOCUMENT
from tests.management.commands.conftest import fail


@pytest.mark.django_db
def test_dump_corpus_writes_the_folder(folder, tmp_path, capsys):
    call_command("load_corpus", str(folder))
    call_command("dump_corpus", str(tmp_path / "dump"))
    assert f"Wrote 12 files to {tmp_path / 'dump'}." in capsys.readouterr().out
    assert (tmp_path / "dump" / DOCUMENT).read_bytes() == corpora.TEXT.encode()


@pytest.mark.django_db
def test_dump_corpus_refuses_a_folder_that_is_not_its_own(tmp_path, capsys):
    (tmp_path / "letter.txt").write_text("dear")
    [line] = fail(capsys, "dump_corpus", str(tmp_path))
    assert "holds other files and no corpus; name an empty or a new folder" in line
