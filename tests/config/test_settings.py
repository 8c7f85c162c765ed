"""What the environment says is read, or refused with what to do."""

import os
import runpy
import stat
from urllib.parse import quote

import pytest

from config import settings


def on(monkeypatch, engine):
    """Let the site's database be one of an engine."""
    monkeypatch.setattr(settings, "DATABASES", {"default": {"ENGINE": f"django.db.backends.{engine}"}})


@pytest.mark.parametrize("value", ["whoosh://", "whoosh:///srv/index", "memory://", "postgres://"])
def test_a_search_engine_is_named_by_its_scheme(monkeypatch, value):
    on(monkeypatch, "postgresql")
    assert settings.parse_search_url(value) == value


@pytest.mark.parametrize("value", ["solr://", "whoosh", "whoosh://host", "postgres://host/name", "postgres:///name"])
def test_another_search_engine_is_refused_with_the_ones_that_there_are(monkeypatch, value):
    on(monkeypatch, "postgresql")
    with pytest.raises(ValueError, match=r"whoosh:///path, postgres:// \(in the site's own database\)"):
        settings.parse_search_url(value)


def test_the_sites_own_database_cannot_be_searched_where_it_is_sqlite(monkeypatch):
    on(monkeypatch, "sqlite3")
    with pytest.raises(ValueError, match="SQLite: use whoosh://, or set DATABASE_URL=postgres://"):
        settings.parse_search_url("postgres://")


def test_a_replica_is_one_of_a_postgresql_database(monkeypatch):
    on(monkeypatch, "sqlite3")
    with pytest.raises(ValueError, match="SQLite: set DATABASE_URL=postgres://… to the primary"):
        settings.parse_replica("postgres://host/name")
    on(monkeypatch, "postgresql")
    assert settings.parse_replica("postgres://host/name")["HOST"] == "host"
    with pytest.raises(ValueError, match="use postgres://"):
        settings.parse_replica("sqlite:///file")


def test_neither_a_database_that_is_gone_nor_a_lock_is_waited_for_longer_than_its_address_says():
    limits = {"connect_timeout": 3, "options": "-c lock_timeout=20s"}
    assert settings.parse_database("postgres://host/name")["OPTIONS"] == limits
    for name, value in {"connect_timeout": 9, "options": "-c lock_timeout=9s"}.items():
        found = settings.parse_database(f"postgres://host/name?{name}={quote(str(value))}")["OPTIONS"]
        assert found == {**limits, name: value}


@pytest.mark.parametrize("value", ["unix:/run/clamav/clamd.ctl", "tcp://127.0.0.1:3310"])
def test_a_virus_scanner_is_a_socket_or_a_port(value):
    assert settings.parse_scanner(value) == value
    for wrong in (value.removeprefix("unix:").removeprefix("tcp://"), f"{value} ", "clamd", "tcp://host", "unix:ctl"):
        with pytest.raises(ValueError, match=r"use unix:/run/clamav/clamd\.ctl or tcp://"):
            settings.parse_scanner(wrong)


@pytest.mark.parametrize("value", ["127.0.0.1:8000", "0.0.0.0:80", "[::1]:8000", "unix:/run/site.sock"])
def test_gunicorn_listens_at_an_address_or_a_socket(value):
    assert settings.parse_bind(value) == value


@pytest.mark.parametrize("value", ["8000", "host", "http://host:80", "unix:site.sock"])
def test_what_is_neither_is_refused(value):
    with pytest.raises(ValueError, match="address:port"):
        settings.parse_bind(value)


@pytest.mark.parametrize("value", ["0", "-1", "1001", "two", "²"])
def test_a_number_of_processes_is_one(value):
    with pytest.raises(ValueError, match="from 1 to 1000"):
        settings.parse_number(value)


def test_earlier_keys_are_parted_by_commas_and_none_is_short(monkeypatch, tmp_path):
    keys = ["a" * 32, "b" * 40]
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", ", ".join(keys))
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert runpy.run_path(settings.__file__)["SECRET_KEY_FALLBACKS"] == keys
    with pytest.raises(ValueError, match="shorter than 32") as refused:
        settings.parse_keys(f"{'a' * 32},short")
    assert "short," not in str(refused.value)


def test_a_database_on_another_machine_is_asked_by_tls_where_its_address_says_so():
    described = settings.parse_database(
        "postgres://site@db.inside/site?sslmode=verify-full&sslrootcert=/etc/ssl/inside.pem"
    )
    assert described["OPTIONS"] == {
        "connect_timeout": 3,
        "options": "-c lock_timeout=20s",
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ssl/inside.pem",
    }


def test_the_folder_of_data_and_what_is_made_in_it_is_its_owners_alone(tmp_path):
    folder, before = tmp_path / "var", os.umask(0o022)
    try:
        settings.open_data_folder(folder)
        (folder / "db.sqlite3").touch()
        folder.chmod(0o755)
        settings.open_data_folder(folder)
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "db.sqlite3")}
    assert modes == {"var": 0o700, "db.sqlite3": 0o600}


def test_a_folder_for_everybody_is_not_closed(tmp_path):
    folder = tmp_path / "tmp"
    folder.mkdir()
    folder.chmod(0o1777)
    settings.open_data_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o1777
