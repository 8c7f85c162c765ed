"""The password asked again before what a session would be stolen for: tokens, roles, other people's accounts."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SAFE_METHODS = ("GET", "HEAD")


def ask_again(view: Callable[..., Any]) -> Callable[..., Any]:
    """Return a view that answers only whoever has given their password or a code again within five minutes."""
    guarded: Callable[..., Any] = reauthentication_required(view)
    return guarded


def ask_again_before_changes(view: Callable[..., Any]) -> Callable[..., Any]:
    """Return a view that shows to everybody, and takes what is sent only after the password or a code."""
    guarded = ask_again(view)

    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        chosen = view if request.method in SAFE_METHODS else guarded
        response: HttpResponseBase = chosen(request, *arguments, **named)
        return response

    return answer
