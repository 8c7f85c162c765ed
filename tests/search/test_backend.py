"""The engine that the settings name, opened once."""

import threading

import psycopg
import pytest
from django.db import connection

from explorer.databases.chosen import PRIMARY, REPLICA, ChosenDatabase, read_from
from explorer.search.backend import backend, is_open, opened, read_address
from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.types import IndexStatus, State


def test_an_index_in_memory_is_one_for_the_whole_process(settings):
    settings.SEARCH_URL = "memory://"
    assert isinstance(backend(), MemoryBackend)
    assert backend() is backend()


@pytest.mark.parametrize(("url", "folder"), [("whoosh://", "data/index"), ("whoosh://{}/own", "own")])
def test_an_index_on_disk_lies_where_the_address_says_or_with_the_data(settings, tmp_path, url, folder):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    engine = opened(url.format(tmp_path))
    engine.replace((), 7)
    assert engine.status().revision == 7
    assert any((tmp_path / folder).iterdir())


def test_a_reader_waits_for_an_index_that_is_being_opened_only_so_long(monkeypatch):
    released, opened_times = threading.Event(), []

    def open_slowly(_engine):
        opened_times.append(1)
        assert released.wait(10)
        return IndexStatus(State.READY)

    monkeypatch.setattr(MemoryBackend, "status", open_slowly)
    assert [is_open(patience=0.01), is_open(patience=0.01)] == [False, False]
    released.set()
    assert is_open(patience=10)
    assert opened_times == [1]


def test_a_reader_who_is_answered_from_the_replica_searches_its_index(settings, monkeypatch):
    asked = []
    monkeypatch.setattr("explorer.search.backend.opened", lambda *names: asked.append(names[2]))
    for settings.SEARCH_URL in ("postgres://", "whoosh://"):
        backend()
        with read_from(ChosenDatabase(REPLICA)):
            backend()
    assert asked == [PRIMARY, REPLICA, PRIMARY, PRIMARY]


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_index")
def test_an_index_in_the_sites_own_database_is_apart_from_its_tables():
    backend().replace((), 7)
    with psycopg.connect(**read_address()) as beside:
        assert beside.execute("SELECT revision FROM search_index.state").fetchone() == (7,)
        assert beside.info.dbname == connection.settings_dict["NAME"]
