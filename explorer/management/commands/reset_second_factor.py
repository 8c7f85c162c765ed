"""Remove somebody's second factor, for a lost device."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandParser

from explorer.accounts.second_factor import reset_second_factor
from explorer.errors import ExplorerError
from explorer.management.base import ExplorerCommand


class Command(ExplorerCommand):
    """``reset_second_factor USER``: they enrol anew at their next log-in."""

    help = "Remove the second factor and the recovery codes of an account whose device is lost, and end its sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the name of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset it, and say what follows."""
        accounts = get_user_model()
        try:
            person = accounts._default_manager.get_by_natural_key(options["user"])
        except accounts.DoesNotExist as error:
            raise ExplorerError(f"there is no account named {options['user']!r}.") from error
        ended = reset_second_factor(person)
        self.stdout.write(
            f"{person.get_username()} has no second factor now, and sets one up at the next log-in; "
            f"{ended} sessions ended."
        )
