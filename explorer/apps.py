"""The configuration of the app."""

from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    """The one app of the project."""

    name = "explorer"
    verbose_name = "Debate Explorer"

    def ready(self) -> None:
        """Connect the signals of edits and tokens, keep the overviews, and update the index after every commit."""
        from explorer.changes import outbox, signals
        from explorer.curation import tokens
        from explorer.debate.overviews import upkeep
        from explorer.search import indexing

        signals.connect()
        tokens.connect()
        upkeep.connect()
        outbox.call_when_committed(indexing.follow)
