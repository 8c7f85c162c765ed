"""The app's registration with Django."""

from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    """The one app of the project."""

    name = "explorer"
    verbose_name = "Debate Explorer"

    def ready(self) -> None:
        """Listen to what changes."""
        from explorer import signals

        signals.connect()
