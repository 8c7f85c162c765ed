"""What allauth asks this site: nobody signs up by themselves, and where a client's address is found."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from explorer.accounts.devices import find_device
from explorer.accounts.second_factor import is_required
from explorer.web.clients import read_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Closes the door to strangers, who have no account and cannot make one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: editors make accounts."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by which tries are counted."""
        return read_address(request) or "127.0.0.1"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return the key by which tries at an account are counted: those from a device of its person apart."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{find_device(request, credentials.get('username', ''))}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Keeps the second factor on where the site asks for one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "This is not the code of this moment, or it was taken already. The app shows a new one every 30 seconds: "
            "wait for it, and type that. Five wrong ones within five minutes shut the account for as long."
        ),
    }

    def get_totp_issuer(self) -> str:
        """Return the name under which an authenticator app lists the account."""
        return "Debate Explorer"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether a person may go without it; who lost a device asks for `reset_second_factor`."""
        return not is_required(authenticator.user)
