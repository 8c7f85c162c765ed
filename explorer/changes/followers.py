"""What follows an edit in its own transaction besides versions and the index, such as the tables of the overviews."""

from collections.abc import Callable, Collection
from typing import Any, Protocol

from django.db import models


class Follower(Protocol):
    """Is told of what one edit writes, as it was and as it is, and writes what depends on it as the edit ends."""

    def will_change(self, model: type[models.Model], keys: Collection[Any]) -> None:
        """Note records that will be written in bulk, before they are."""

    def note(self, row: models.Model) -> None:
        """Note a row as it was, as it will be, or as it is."""

    def note_everything(self) -> None:
        """Note that anything may be written until the transaction is committed."""

    def end(self) -> None:
        """Write what depends on the noted rows."""


FOLLOWERS: list[Callable[[], Follower]] = []
"""What makes the followers of an edit."""


def follow_edits(make_follower: Callable[[], Follower]) -> None:
    """Register a maker of followers; registering it twice changes nothing."""
    if make_follower not in FOLLOWERS:
        FOLLOWERS.append(make_follower)


def make_followers() -> list[Follower]:
    """Return the followers of a new edit."""
    return [make_follower() for make_follower in FOLLOWERS]
