"""The configuration of the app."""

from django.apps import AppConfig
from django.conf import settings


class ExplorerConfig(AppConfig):
    """The one app of the project."""

    name = "explorer"
    verbose_name = "Debate Explorer"

    def ready(self) -> None:
        """Connect the signals of edits and tokens, register the checks, and do after every commit what follows it."""
        from explorer.changes import outbox, signals
        from explorer.curation import tokens
        from explorer.databases.choice import note_commit
        from explorer.databases.chosen import REPLICA
        from explorer.debate.overviews import upkeep
        from explorer.management import system_checks
        from explorer.search import indexing

        signals.connect()
        tokens.connect()
        system_checks.connect()
        upkeep.connect()
        if REPLICA in settings.DATABASES:
            outbox.call_when_committed(note_commit)
        outbox.call_when_committed(indexing.follow)
