"""The search engine that ``SEARCH_URL`` chooses."""

import threading
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connections

from explorer.databases.chosen import PRIMARY, name_database
from explorer.search.meaning import name_embedder
from explorer.search_engine.backends.base import Backend
from explorer.search_engine.backends.memory import MemoryBackend

PATIENCE = 1.0
"""Seconds for which a reader waits for an index to be opened, which takes longer where it is large."""

_openings: "WeakKeyDictionary[Backend, threading.Event]" = WeakKeyDictionary()
_beginning = threading.Lock()

DJANGOS = frozenset({"context", "cursor_factory", "prepare_threshold"})
"""Parameters of a connection that make it Django's."""


def backend() -> Backend:
    """Return the engine that ``SEARCH_URL`` names; one instance serves the whole process."""
    url = settings.SEARCH_URL
    # A replica has the index of its own state, with which alone that state can be compared.
    return opened(url, name_embedder(), name_database() if url.startswith("postgres:") else PRIMARY)


@lru_cache(maxsize=4)
def opened(url: str, embedder: str = "", database: str = PRIMARY) -> Backend:
    """Return the engine that a URL names; its index may be missing or unreadable (`Backend.status`).

    ``embedder`` names the one whose vectors the index has, ``database`` the one that holds the index, if any does.
    """
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return MemoryBackend()
    # Imported only when chosen: Whoosh takes long to import, and a site on SQLite needs no PostgreSQL.
    engine: Backend
    if parts.scheme == "postgres":
        module = import_module("explorer.search_engine.backends.postgres")
        engine = module.PostgresBackend(partial(read_address, database), embedder=embedder)
    else:
        data = Path(settings.DATA_DIR)
        folder = Path(parts.path) if parts.path else data / "index"
        module = import_module("explorer.search_engine.backends.whoosh")
        engine = module.WhooshBackend(folder, embedder=embedder, lock=data / "index.lock")
    return engine


def is_open(patience: float = PATIENCE) -> bool:
    """Whether the process has opened its index, for which it waits ``patience`` seconds; opening goes on meanwhile."""
    engine = backend()
    with _beginning:
        opening = _openings.get(engine)
        if opening is None:
            opening = _openings[engine] = threading.Event()
            threading.Thread(target=_open, args=(engine, opening), name="opening", daemon=True).start()
    return opening.wait(patience)


def _open(engine: Backend, opening: threading.Event) -> None:
    try:
        engine.status()
    finally:
        opening.set()


def read_address(database: str = PRIMARY) -> dict[str, Any]:
    """Return the parameters of a connection to a database, on which the engine keeps its own transactions."""
    parameters = connections[database].get_connection_params()
    return {name: value for name, value in parameters.items() if name not in DJANGOS}
