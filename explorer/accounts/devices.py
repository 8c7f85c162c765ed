"""Devices from which a person has logged in, whose tries are counted apart, so that no stranger can keep them out.

The first part of the cookie names the account without telling it, the second the device, of which nothing else is known
(OWASP, Slow Down Online Guessing Attacks with Device Cookies).
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

LIFE = 180 * 24 * 60 * 60
"""Seconds for which a device is known after a log-in."""

_SALT = "explorer.accounts.devices"


def find_device(request: HttpRequest, account: str) -> str:
    """Return the name of the device from which a request comes, empty where nobody has logged in to the account there.

    ``account`` is the name that was typed, of which letter case does not count.
    """
    try:
        given = TimestampSigner(salt=_SALT).unsign(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), max_age=LIFE)
    except BadSignature:
        return ""
    digest, _, device = given.partition(".")
    return device if constant_time_compare(digest, _digest(account)) else ""


def remember_device(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the browser keep that its person has logged in from it, unless it does already."""
    account = request.user.get_username()
    if not account or find_device(request, account):
        return
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        TimestampSigner(salt=_SALT).sign(f"{_digest(account)}.{secrets.token_urlsafe(16)}"),
        max_age=LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _digest(account: str) -> str:
    return salted_hmac(_SALT, account.lower(), algorithm="sha256").hexdigest()
