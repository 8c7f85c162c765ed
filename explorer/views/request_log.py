"""Every request gets an id; what happens within is recorded with it, and so is what was refused."""

import re
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from explorer.events import circumstances, record_event
from explorer.views.metrics import count_request
from explorer.web.clients import read_address

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
REFUSALS = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
"""Who may not, what cannot be read or carried out, and too many: whoever tries a door meets one of them."""

Answering = Callable[[HttpRequest], HttpResponseBase]


class RequestLog:
    """Middleware before all others: it names requests, and with ``LOG_FORMAT=json`` writes a line for each."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within the circumstances of the request."""
        begun, name = time.perf_counter(), _read_id(request)
        with circumstances(request=name, address=read_address(request)):
            response = self.get_response(request)
            seconds = time.perf_counter() - begun
            response[HEADER] = name
            _record(request, response, seconds)
        count_request(request, response.status_code, seconds)
        return response


def _read_id(request: HttpRequest) -> str:
    """Return the id that a trusted proxy gave the request, or a new one."""
    given = request.headers.get(HEADER, "")
    is_trusted = settings.PROXIES and GIVEN.fullmatch(given)
    return given if is_trusted else uuid.uuid4().hex


def _record(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    # Without the query: what readers search for is nobody's business.
    what = {"method": request.method, "path": request.path, "status": response.status_code}
    if response.status_code in REFUSALS and _asks_for_us(request):
        record_event("refused", by=_name_person(request), **what)
    if settings.LOG_FORMAT == "json":
        record_event("request", milliseconds=round(seconds * 1000, 1), **what)


def _asks_for_us(request: HttpRequest) -> bool:
    """Return whether a request names a host of the site; for another one Django has written the line."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _name_person(request: HttpRequest) -> str:
    person = getattr(request, "user", None)
    return person.get_username() if person is not None and person.is_authenticated else ""
