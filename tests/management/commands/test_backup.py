import pytest
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("site")


def test_it_says_where_the_copy_is_and_how_large(tmp_path, capsys):
    call_command("backup", str(tmp_path))
    (made,) = tmp_path.glob("*.zip")
    assert capsys.readouterr().out == f"{made}: {made.stat().st_size} bytes.\n"


def test_a_refusal_is_one_line_and_an_exit_code(tmp_path, capsys):
    with pytest.raises(SystemExit) as caught:
        call_command("backup", str(tmp_path / "missing/a.zip"))
    assert caught.value.code == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
