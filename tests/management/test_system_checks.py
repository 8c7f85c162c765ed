"""Whoever sets up a second machine is told what each still keeps for itself."""

import pytest
from django.conf import settings as read

from explorer.management.system_checks import check_shared_parts

REDIS = {"shared": {"BACKEND": "config.cache.ForgivingRedis", "LOCATION": "redis://host"}}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql"}


@pytest.fixture
def site(settings, tmp_path, monkeypatch):
    """Return settings of a site on one machine, whose secret key was made on the first run."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "secret_key").write_text(settings.SECRET_KEY)
    settings.SEARCH_URL = "whoosh://"
    monkeypatch.setattr(read, "DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}})
    return settings


def found():
    return [(message.id, message.hint.rpartition(" set ")[2]) for message in check_shared_parts()]


def test_one_machine_keeps_everything_for_itself(site):
    assert found() == []


def test_redis_says_that_there_may_be_more_and_each_part_is_named_with_its_cure(site, monkeypatch):
    monkeypatch.setattr(read, "CACHES", REDIS)
    assert found() == [
        ("explorer.W001", "SEARCH_URL=postgres://."),
        ("explorer.W002", "DATABASE_URL=postgres://…."),
        ("explorer.W003", "SECRET_KEY=… on each of them."),
    ]


def test_a_replica_says_so_too(site, monkeypatch):
    monkeypatch.setattr(read, "DATABASES", {"default": POSTGRESQL, "replica": POSTGRESQL})
    assert [number for number, _ in found()] == ["explorer.W001", "explorer.W003", "explorer.W004"]


def test_what_every_machine_shares_is_in_order(site, monkeypatch):
    monkeypatch.setattr(read, "DATABASES", {"default": POSTGRESQL, "replica": POSTGRESQL})
    monkeypatch.setattr(read, "CACHES", REDIS)
    site.SEARCH_URL = "postgres://"
    site.SECRET_KEY = "the same on every machine " * 2
    assert found() == []
