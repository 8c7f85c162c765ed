"""A synthetic corpus is made, as a folder or into an empty database."""

import pytest
from django.core.management import call_command

from explorer.models import Episode
from tests.management.commands.conftest import fail


@pytest.mark.django_db
def test_make_corpus_writes_a_folder_that_loads(tmp_path, capsys):
    call_command("make_corpus", "--episodes=3", "--seed=7", "--topics=6", f"--into={tmp_path / 'made'}")
    assert "files to" in capsys.readouterr().out
    assert not Episode.objects.exists()

    call_command("load_corpus", str(tmp_path / "made"))
    assert Episode.objects.count() == 3


@pytest.mark.django_db
def test_make_corpus_fills_an_empty_database_and_refuses_any_other(capsys):
    call_command("make_corpus", "--episodes=2", "--topics=6")
    assert Episode.objects.count() == 2

    assert "DATA_DIR" in fail(capsys, "make_corpus", "--episodes=2")[0]


@pytest.mark.django_db
def test_make_corpus_refuses_a_size_that_is_none(capsys):
    assert fail(capsys, "make_corpus", "--episodes=0") == ["0 episodes make no corpus; ask for 1 or more"]
