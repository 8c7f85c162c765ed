import pytest
from django.db import connections

from explorer.errors import ExplorerError
from explorer.operations import postgres
from explorer.operations.postgres import build_variables, find_program


def test_the_programs_are_led_to_the_database_by_variables(monkeypatch):
    chosen = {"HOST": "db.example.org", "PORT": 5433, "USER": "site", "PASSWORD": "secret", "NAME": "debates"}
    options = {"sslmode": "verify-full", "options": "-c statement_timeout=0", "pool": {"min_size": 1}}
    monkeypatch.setattr(connections["default"], "settings_dict", {**chosen, "OPTIONS": options})
    assert build_variables() == {
        "PGHOST": "db.example.org",
        "PGPORT": "5433",
        "PGUSER": "site",
        "PGPASSWORD": "secret",
        "PGDATABASE": "debates",
        "PGSSLMODE": "verify-full",
        "PGOPTIONS": "-c statement_timeout=0",
    }


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Let two versions stand where Debian puts them, with nothing on the path."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres, "INSTALLED", tmp_path)
    for version in ("9.6", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin/pg_dump").touch()
    return tmp_path


def test_the_newest_program_is_taken_where_the_path_has_none(installed):
    assert find_program("pg_dump") == str(installed / "15/bin/pg_dump")


def test_a_program_that_is_missing_is_named_with_the_package_that_has_it(installed):
    with pytest.raises(ExplorerError, match=r"pg_restore is not on this machine .*postgresql-client"):
        find_program("pg_restore")
