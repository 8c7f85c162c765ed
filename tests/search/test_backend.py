"""The engine that the settings name, opened once."""

import psycopg
import pytest
from django.db import connection

from explorer.search.backend import backend, opened, read_address
from explorer.search_engine.backends.memory import MemoryBackend


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


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_index")
def test_an_index_in_the_sites_own_database_is_apart_from_its_tables():
    backend().replace((), 7)
    with psycopg.connect(**read_address()) as beside:
        assert beside.execute("SELECT revision FROM search_index.state").fetchone() == (7,)
        assert beside.info.dbname == connection.settings_dict["NAME"]
