"""Sessions at the desk: they end when unused, after a working day, and when their person's rights do."""

import time
from collections.abc import Callable

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from explorer.accounts.devices import remember_device
from explorer.models.people import Person
from explorer.web.addresses import is_of_curators

IDLE = 2 * 60 * 60
"""Seconds without a request after which a session ends."""

LONGEST = 14 * 60 * 60
"""Seconds after which every session ends, however much it is used."""

NOTED_EVERY = 60
"""Seconds between two notes of a session's last use: not every request writes."""

BEGAN, USED = "began", "used"


class SessionEnd:
    """Middleware that ends stale sessions before the desk or an account's page answers; browsers keep neither.

    Who has logged in comes from a known device the next time; with a log-out the browser forgets what it keeps.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; readers' pages are left alone, so that none of them asks for a session."""
        if not is_of_curators(request):
            return self.get_response(request)
        end_if_stale(request)
        was_let_in = request.user.is_authenticated
        response = self.get_response(request)
        add_never_cache_headers(response)
        if request.user.is_authenticated:
            remember_device(request, response)
        elif was_let_in:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def end_if_stale(request: HttpRequest) -> bool:
    """End the session of a request if it lay idle or lasted too long, and return whether it was ended.

    A session from before there were such ends begins now.
    """
    if not request.user.is_authenticated:
        return False
    now = int(time.time())
    began, used = request.session.get(BEGAN, now), request.session.get(USED, now)
    if now - used > IDLE or now - began > LONGEST:
        logout(request)
        return True
    if BEGAN not in request.session or now - used >= NOTED_EVERY:
        request.session.update({BEGAN: began, USED: now})
    return False


def end_sessions(person: Person) -> int:
    """End every session of a person and return their number."""
    known = list(UserSession.objects.filter(user=person))
    for session in known:
        session.end()
    return len(known)


def connect() -> None:
    """Connect the signals of log-ins, at which a session begins, and of passwords given again, which renew its key."""
    user_logged_in.connect(_after_login)
    authentication_step_completed.connect(_after_asking_again)


def _after_login(request: HttpRequest, user: Person, **_: object) -> None:
    now = int(time.time())
    request.session.update({BEGAN: now, USED: now})
    # Whoever has just logged in is not asked for their password again at once.
    record_authentication(request, user, method="password", reauthenticated=True, at_login=True)


def _after_asking_again(request: HttpRequest, user: Person, *, reauthenticated: bool = False, **facts: object) -> None:
    """Give the session a new key, so that one that was stolen before opens nothing that the password does."""
    if not reauthenticated or "at_login" in facts:
        return
    former = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(user=user, session_key=former).update(session_key=request.session.session_key)
