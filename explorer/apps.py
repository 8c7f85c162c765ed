"""The app's registration with Django."""

from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    """The one app of the project."""

    name = "explorer"
    verbose_name = "Debate Explorer"

    def ready(self) -> None:
        """Listen to what changes, and have the index told of it."""
        from explorer.changes import outbox, signals
        from explorer.curation import tokens
        from explorer.search import indexing

        signals.connect()
        tokens.connect()
        outbox.when_committed(indexing.follow)
