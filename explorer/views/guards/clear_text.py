"""Programs that ask in clear text where the site is read over https."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from explorer.views.errors import Refusal, refuse

IN_CLEAR = Refusal(
    HTTPStatus.FORBIDDEN,
    "This is answered over https only",
    "Ask again with https. A token that was sent in clear text may have been read on the way: revoke it.",
)


class ClearTextGuard:
    """Middleware that refuses what asks the API in clear text.

    A browser may be led on to https; a program would follow, and send its token in clear text again the next time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or the refusal of one."""
        is_asked_in_clear = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_asked_in_clear and request.path.startswith("/api/"):
            return refuse(request, IN_CLEAR)
        return self.get_response(request)
