"""A mark in the data folder says that a site was served from it, so that a lost database is noticed as one."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from explorer.errors import ExplorerError
from explorer.operations.engine import choose_engine, describe_database

MARK = "served"


def is_served() -> bool:
    """Whether a site was served from the data folder before."""
    return _locate().exists()


def mark_served() -> None:
    """Say in the data folder which database its site has."""
    words = f"A site was served from this folder on {timezone.localdate()}, with the database {describe_database()}.\n"
    _locate().write_text(words)


def refuse_lost_database() -> None:
    """Raise ExplorerError where a site was served before and its database is empty or gone."""
    if is_served() and not choose_engine().has_tables():
        raise ExplorerError(
            f"The database is lost: {describe_database()} is empty or not there. {_locate()}: "
            f"“{_locate().read_text().strip()}” Nothing was loaded in its place. Put the database back, correct "
            f"DATABASE_URL, or restore a copy: manage.py restore PATH ({settings.DATA_DIR}/backups has those of "
            f"upgrades). For a new site remove {_locate()}."
        )


def _locate() -> Path:
    return Path(settings.DATA_DIR) / MARK
