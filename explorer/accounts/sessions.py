"""Sessions at the desk: they end when unused, after a working day, and when their person's rights do."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from explorer.models.people import Person

IDLE = 2 * 60 * 60
"""Seconds without a request after which a session ends."""

LONGEST = 14 * 60 * 60
"""Seconds after which every session ends, however much it is used."""

NOTED_EVERY = 60
"""Seconds between two notes of a session's last use: not every request writes."""

BEGAN, USED = "began", "used"


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
    """Connect the signal of log-ins, at which a session begins."""
    user_logged_in.connect(_after_login)


def _after_login(request: HttpRequest, user: Person, **_: object) -> None:
    now = int(time.time())
    request.session.update({BEGAN: now, USED: now})
    # Whoever has just logged in is not asked for their password again at once.
    record_authentication(request, user, method="password", reauthenticated=True)
