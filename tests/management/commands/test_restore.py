import pytest
from django.core.management import call_command

from explorer.operations.backup import back_up


def test_it_says_what_was_restored_and_what_to_do_next(site, tmp_path, capsys):
    call_command("restore", str(back_up(tmp_path / "a.zip").path), replace=True)
    said = capsys.readouterr().out
    assert "by release 0.1.0; 0 migrations were applied since." in said
    assert "manage.py prepare" in said


def test_a_refusal_is_one_line_and_an_exit_code(site, tmp_path, capsys):
    (tmp_path / "a.zip").write_text("nothing")
    with pytest.raises(SystemExit) as caught:
        call_command("restore", str(tmp_path / "a.zip"))
    assert caught.value.code == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path}/a.zip is no archive of this site's")
