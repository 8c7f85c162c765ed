"""The router of queries: readers' to the database chosen for their request, all others to the primary."""

from typing import Any

from django.db import connections

from explorer.databases.chosen import PRIMARY, REPLICA, find_chosen, name_database


class ReaderRouter:
    """Sends what is read for a reader to the replica, where that was chosen; every write and its transaction stay.

    Once something was written for a request, all of it is read from where it was written.
    """

    def db_for_read(self, model: type[Any], **hints: Any) -> str:  # noqa: ANN401, ARG002, Django's signature
        """Return the name of the database to read from."""
        return PRIMARY if connections[PRIMARY].in_atomic_block else name_database()

    def db_for_write(self, model: type[Any], **hints: Any) -> str:  # noqa: ANN401, ARG002
        """Return the name of the primary, from which the request goes on to read."""
        if chosen := find_chosen():
            chosen.name = PRIMARY
        return PRIMARY

    def allow_relation(self, *rows: Any, **hints: Any) -> bool:  # noqa: ANN401, ARG002
        """Let rows of both be related: they are of one database and its copy."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # noqa: ANN401, ARG002
        """Keep migrations off the replica, which follows the primary's."""
        return db != REPLICA
