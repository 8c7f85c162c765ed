"""The engine that the settings name, opened once."""

import pytest

from explorer.search.backend import backend, opened
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
