"""Settings come from the environment, and nonsense in it is refused by name with what to write instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def setenv(monkeypatch):
    """Set one variable as a person would."""

    def setenv(value):
        monkeypatch.setenv("NAME", value)

    return setenv


@pytest.mark.parametrize(
    ("value", "on"),
    [("1", True), ("true", True), ("Yes", True), ("ON", True), ("0", False), ("False", False), ("no", False)],
)
def test_a_flag_is_on_or_off(setenv, value, on):
    setenv(value)
    assert settings.env("NAME", settings.parse_flag, default=not on) is on


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_is_an_unset_one(setenv, value, default):
    setenv(value)
    assert settings.env("NAME", settings.parse_flag, default=default) is default


@pytest.mark.parametrize("value", ["ture", "2", "enabled", "None"])
def test_a_flag_that_is_neither_is_refused(setenv, value):
    setenv(value)
    with pytest.raises(ImproperlyConfigured, match=rf"NAME='{value.lower()}' is neither on nor off: use 1 or 0"):
        settings.env("NAME", settings.parse_flag, default=False)


def test_a_port_is_a_number(setenv):
    setenv("65535")
    assert settings.env("NAME", settings.parse_port, default=8000) == 65535
    setenv("")
    assert settings.env("NAME", settings.parse_port, default=8000) == 8000


@pytest.mark.parametrize("value", ["0", "65536", "abc", "-1", "80.0", "8000/tcp"])
def test_a_number_that_is_no_port_is_refused(setenv, value):
    setenv(value)
    with pytest.raises(ImproperlyConfigured, match=rf"NAME='{value}' is no port"):
        settings.env("NAME", settings.parse_port, default=8000)


@pytest.mark.parametrize(
    ("value", "engine"),
    [
        ("sqlite:////srv/db.sqlite3", "django.db.backends.sqlite3"),
        ("postgres://user:word@host:5432/name", "django.db.backends.postgresql"),
        ("postgresql://user:word@host/name", "django.db.backends.postgresql"),
    ],
)
def test_a_database_is_sqlite_or_postgresql(setenv, value, engine):
    setenv(value)
    assert settings.env("NAME", settings.parse_database, default="")["ENGINE"] == engine


@pytest.mark.parametrize("value", ["mysql://host/name", "oracle://host/name", "db.sqlite3", "/srv/db.sqlite3", "://"])
def test_any_other_database_is_refused(setenv, value):
    setenv(value)
    with pytest.raises(ImproperlyConfigured, match="use sqlite:///path or postgres://"):
        settings.env("NAME", settings.parse_database, default="")


@pytest.mark.parametrize("value", ["locmemcache://", "dummycache://"])
def test_a_cache_is_in_the_process_or_none(setenv, value):
    setenv(value)
    assert settings.env("NAME", settings.parse_cache, default="")["BACKEND"].startswith("django.core.cache.backends.")


@pytest.mark.parametrize("value", ["memcached://host", "locmem", "file:///tmp"])
def test_any_other_cache_is_refused(setenv, value):
    setenv(value)
    with pytest.raises(ImproperlyConfigured, match="locmemcache://"):
        settings.env("NAME", settings.parse_cache, default="")


@pytest.mark.parametrize("value", ["whoosh://", "whoosh:///srv/index", "memory://"])
def test_a_search_engine_is_embedded_or_in_memory(setenv, value):
    setenv(value)
    assert settings.env("NAME", settings.parse_search_url, default="") == value


@pytest.mark.parametrize("value", ["elastic://host", "whoosh", "whoosh://host/path", "/srv/index"])
def test_any_other_search_engine_is_refused(setenv, value):
    setenv(value)
    with pytest.raises(ImproperlyConfigured, match="whoosh:///path"):
        settings.env("NAME", settings.parse_search_url, default="")


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://debate.example", "https://debate.example"),
        ("https://debate.example/", "https://debate.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_has_no_slash_at_its_end(setenv, value, address):
    setenv(value)
    assert settings.env("NAME", settings.parse_public_url, default="") == address


@pytest.mark.parametrize(
    "value",
    [
        *("foo", "debate.example", "ftp://a.example", "https://", "http://a.example:abc", "http://a.example:99999"),
        *("https://a.example/b", "https://a.example?b", "https://a.example#b"),
    ],
)
def test_what_is_no_address_is_refused(setenv, value):
    setenv(value)
    with pytest.raises(ImproperlyConfigured, match="is no address: use http://host:port or https://host"):
        settings.env("NAME", settings.parse_public_url, default="")


def test_a_secret_key_is_made_once_and_kept_from_others(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    made = settings.read_secret_key(tmp_path)
    assert len(made) >= 50
    assert settings.read_secret_key(tmp_path) == made
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_secret_key_that_is_given_is_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    assert settings.read_secret_key(tmp_path) == "k" * 32
    assert not list(tmp_path.iterdir())


def test_a_secret_key_may_begin_with_a_dollar(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "$" + "k" * 32)
    assert settings.read_secret_key(tmp_path) == "$" + "k" * 32


def test_a_short_secret_key_is_refused_without_being_printed(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is shorter than 32 characters") as refusal:
        settings.read_secret_key(tmp_path)
    assert "hunter2" not in str(refusal.value)


def start(tmp_path, *command, **variables):
    """Run a program under an environment that has nothing but what the test names."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("DEBUG", "ture"),
            ("PORT", "0"),
            ("PORT", "abc"),
            ("LARGEST_DOCUMENT_MB", "0"),
            ("LARGEST_DOCUMENT_MB", "ten"),
            ("PUBLIC_URL", "foo"),
            ("DATABASE_URL", "mysql://host/name"),
        ),
        *(("CACHE_URL", "nowhere://"), ("SEARCH_URL", "nowhere://"), ("SECRET_KEY", "short")),
        *(("API_RATE", "600"), ("API_RATE", "0/minute"), ("API_RATE", "6/week"), ("PROXIES", "-1"), ("PROXIES", "one")),
    ],
)
def test_the_site_does_not_start_on_nonsense(tmp_path, name, value):
    outcome = start(tmp_path, "manage.py", "check", **{name: value})
    assert outcome.returncode != 0
    assert f"ImproperlyConfigured: {name}" in outcome.stderr


PRINT = """
from config import settings as s
print(s.DEBUG, s.PUBLIC_URL, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)
"""


def test_with_nothing_set_the_site_runs_here_without_debugging(tmp_path):
    outcome = start(tmp_path, "-c", PRINT)
    assert outcome.stdout == "False http://127.0.0.1:8000 False False False\n", outcome.stderr


def test_the_port_is_part_of_the_address_unless_it_is_given(tmp_path):
    assert " http://127.0.0.1:8123 " in start(tmp_path, "-c", PRINT, PORT="8123").stdout


def test_an_https_address_turns_on_secure_cookies_redirects_and_hsts(tmp_path):
    outcome = start(tmp_path, "-c", PRINT, PUBLIC_URL="https://debate.example")
    assert outcome.stdout == "False https://debate.example True True True\n"
