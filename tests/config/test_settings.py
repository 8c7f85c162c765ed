"""What the environment says is read, or refused with what to do."""

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
