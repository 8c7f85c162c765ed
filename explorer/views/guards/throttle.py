"""The limit on how often a client may ask, for every door of the site: pages, files, feeds, the API and logging in."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from explorer.views.errors import Refusal, refuse
from explorer.web.throttling import charge

ORDINARY, COSTLY, GUESS, WHOLE = 1, 3, 20, 60
"""The weights of a list, of what is compared, searched or written anew, of a try at a door, of the whole corpus."""

PAGES = ("compare", "matrix", "compass", "search", "said")
COMPARED = ("topic-detail", "topic-annotations", "topic-argdown", "data-topics-json", "data-topics-csv")

WEIGHTS = {
    **dict.fromkeys(("healthz", "readyz", "robots", "security"), 0),
    **dict.fromkeys((*PAGES, *COMPARED, "source-captions", "source-chapters"), COSTLY),
    **dict.fromkeys((f"data-{page}-json" for page in PAGES), COSTLY),
    **dict.fromkeys((f"data-{page}-csv" for page in PAGES if page != "said"), COSTLY),
    **dict.fromkeys((f"api-{page}-list" for page in PAGES), COSTLY),
    **dict.fromkeys(("api-export", "api-export-folder", "desk-corpus-folder"), WHOLE),
}
"""By the name of an address what its answer weighs; every other is an ordinary one."""

DOORS = {
    "account_login",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "mfa_authenticate",
}
"""The names of the addresses to which a password or a code is sent."""

TOO_OFTEN = "Many answers were asked for from your address in a short time. The site answers again in {} seconds."


class Throttle:
    """Middleware that answers 429 where a client asked for more than ``API_RATE`` allows.

    It stands behind the answers that are kept and those that a client has already, which cost nothing. Those of the API
    are counted where they are handed out, as its limit is on requests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or the refusal of one."""
        weight = weigh(request)
        if wait := charge(request, weight):
            return _refuse(request, wait)
        response = self.get_response(request)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            # A wrong token counts as a wrong password does; what is over the limit shows with the next request.
            charge(request, GUESS - weight)
        return response


def weigh(request: HttpRequest) -> int:
    """Return what the answer to a request weighs."""
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        return ORDINARY
    if request.method == "POST" and name in DOORS:
        return GUESS
    return WEIGHTS.get(name, ORDINARY)


def _refuse(request: HttpRequest, wait: int) -> HttpResponseBase:
    heading = "This was asked for too often"
    return refuse(request, Refusal(HTTPStatus.TOO_MANY_REQUESTS, heading, TOO_OFTEN.format(wait), wait))
