"""The search engine that this site is set to use; the only module of the package that knows settings."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from explorer.search_engine.backends.base import Backend
from explorer.search_engine.backends.memory import MemoryBackend


def backend() -> Backend:
    """Return the engine named by ``SEARCH_URL``, one for the whole process."""
    return opened(settings.SEARCH_URL)


@lru_cache(maxsize=4)
def opened(url: str) -> Backend:
    """Return the engine that an address names; its index may be missing or unreadable (`Backend.status`)."""
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return MemoryBackend()
    # Imported only where it is used: an engine is heavy.
    engine = import_module("explorer.search_engine.backends.whoosh")
    folder = Path(parts.path) if parts.path else Path(settings.DATA_DIR) / "index"
    made: Backend = engine.WhooshBackend(folder)
    return made
