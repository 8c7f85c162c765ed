"""Checks of the settings where they say that several machines serve the site."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from explorer.databases.chosen import REPLICA
from explorer.shared_cache import SHARED


def connect() -> None:
    """Register the checks."""
    checks.register(check_shared_parts)


def check_shared_parts(**_: Any) -> list[checks.CheckMessage]:
    """Warn of every part that one machine keeps for itself where a replica or Redis says that there are several."""
    has_redis = "Redis" in settings.CACHES[SHARED]["BACKEND"]
    if not has_redis and REPLICA not in settings.DATABASES:
        return []
    found: list[checks.CheckMessage] = []
    if settings.SEARCH_URL.startswith("whoosh"):
        found.append(_warn("W001", "The search index is in a folder of this machine.", "SEARCH_URL=postgres://"))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(_warn("W002", "The database is a file of this machine.", "DATABASE_URL=postgres://…"))
    if (Path(settings.DATA_DIR) / "secret_key").exists() and _is_own_key():
        found.append(_warn("W003", "The secret key is in a file of this machine.", "SECRET_KEY=… on each of them"))
    if not has_redis:
        found.append(_warn("W004", "The cache is in each process of this machine.", "CACHE_URL=redis://…"))
    return found


def _is_own_key() -> bool:
    return (Path(settings.DATA_DIR) / "secret_key").read_text() == settings.SECRET_KEY


def _warn(number: str, what: str, cure: str) -> checks.CheckMessage:
    return checks.Warning(what, hint=f"Where several machines serve the site, set {cure}.", id=f"explorer.{number}")
