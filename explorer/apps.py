"""The configuration of the app."""

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps


class ExplorerConfig(AppConfig):
    """The one app of the project."""

    name = "explorer"
    verbose_name = "Debate Explorer"

    def ready(self) -> None:
        """Connect signals of edits and of who comes in, register checks, and do after every commit what follows it."""
        from explorer.accounts import events, recovery_codes, sessions
        from explorer.changes import outbox, signals
        from explorer.curation import tokens
        from explorer.databases.choice import note_commit
        from explorer.databases.chosen import REPLICA
        from explorer.debate.overviews import upkeep
        from explorer.management import system_checks
        from explorer.search import indexing
        from explorer.web.side_files import connect_side_files

        connect_side_files()
        signals.connect()
        tokens.connect()
        sessions.connect()
        events.connect()
        recovery_codes.connect()
        system_checks.connect()
        upkeep.connect(self)
        if REPLICA in settings.DATABASES:
            outbox.call_when_committed(note_commit)
        outbox.call_when_committed(indexing.follow)


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with the desk's own site in the place of its default one."""

    default = False
    default_site = "explorer.accounts.site.DeskSite"
