"""The search engine that ``SEARCH_URL`` chooses."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from explorer.search.meaning import name_embedder
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.backends.memory import MemoryBackend


def backend() -> Backend:
    """Return the engine that ``SEARCH_URL`` names; one instance serves the whole process."""
    return opened(settings.SEARCH_URL, name_embedder())


@lru_cache(maxsize=4)
def opened(url: str, embedder: str = "") -> Backend:
    """Return the engine that a URL names; its index may be missing or unreadable (`Backend.status`).

    ``embedder`` names the one whose vectors the index has.
    """
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return MemoryBackend()
    # Imported only when chosen, since Whoosh takes long to import.
    module = import_module("explorer.search_engine.backends.whoosh")
    folder = Path(parts.path) if parts.path else Path(settings.DATA_DIR) / "index"
    engine: Backend = module.WhooshBackend(folder, embedder=embedder)
    return engine
