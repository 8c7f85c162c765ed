"""The password asked again before what a session would be stolen for: tokens, roles, other people's accounts."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required


def ask_again(view: Callable[..., Any]) -> Callable[..., Any]:
    """Return a view that answers only whoever has given their password or a code again within five minutes."""
    guarded: Callable[..., Any] = reauthentication_required(view)
    return guarded
