"""The answers to errors and refusals: for readers pages that need no database, for programs problem details."""

import sys
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from explorer.errors import problem_details
from explorer.web.faults import Fault, find_fault

FOR_PROGRAMS = (".json", ".csv", ".jsonld", ".argdown", ".vtt", ".txt")
"""The endings of addresses that programs read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to a request that is refused: what happened, and what to do; ``wait`` is in seconds, None for ever."""

    status: HTTPStatus
    heading: str
    detail: str
    wait: int | None = None


UNREADABLE = Refusal(
    HTTPStatus.BAD_REQUEST,
    "This request cannot be read",
    "Something in the address or in the form is not what this page takes. Go back and send it again by hand.",
)
TOO_LARGE = Refusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is more than is read", "Send less at once, or a smaller document."
)
FORBIDDEN = Refusal(
    HTTPStatus.FORBIDDEN,
    "This is not open to you",
    "Your account has not the role for it, or the record is somebody else’s. Ask an editor.",
)
FOREIGN_FORM = Refusal(
    HTTPStatus.FORBIDDEN,
    "This form was not accepted",
    "It was open for too long, its browser keeps no cookies, or it came from another website. Nothing was saved. Go "
    "back, reload the page and send it again.",
)
ONLY_READ = Refusal(
    HTTPStatus.METHOD_NOT_ALLOWED, "Nothing can be sent to this address", "It is only read: with GET, or with HEAD."
)
BUSY = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The site is busy",
    "The database did not answer in time. Nothing was saved. Try again in half a minute.",
    wait=30,
)
BEHIND = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Back in a moment",
    "The database cannot be reached, and nothing older is shown in its place. Try again in a few seconds.",
    wait=5,
)
FULL = Refusal(
    HTTPStatus.INSUFFICIENT_STORAGE,
    "There is no room to save anything",
    "The disk of this site is full. Nothing was saved; what was saved before can still be read. Tell whoever runs the "
    "site, keep what you wrote, and send it again later.",
)

UNSCANNED = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "No document can be taken now",
    "Each is shown to a virus scanner first, and the scanner does not answer. Nothing was saved. Try again in a "
    "minute; if it goes on, tell whoever runs the site.",
    wait=60,
)

OF_FAULTS = {Fault.BUSY: BUSY, Fault.FULL: FULL, Fault.UNSCANNED: UNSCANNED, Fault.UNREADABLE: UNREADABLE}


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with a refusal, in the form that the address asks for."""
    if _is_for_programs(request):
        response = problem(refusal.status, refusal.detail)
    else:
        text = loader.render_to_string("refusal.html", {"heading": refusal.heading, "detail": refusal.detail})
        response = HttpResponse(text, status=refusal.status)
    if refusal.wait is not None:
        response["Retry-After"] = str(refusal.wait)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 where more was sent than is read."""
    return refuse(request, TOO_LARGE if isinstance(exception, RequestDataTooBig) else UNREADABLE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 where a person may not do what they ask for."""
    return refuse(request, FORBIDDEN)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 for a form that does not carry the token of its page."""
    return refuse(request, FOREIGN_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 for an unknown address."""
    return _answer_error(request, HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for an error in the code; where the database or the disk is at fault, 503 or 507."""
    error = sys.exception()
    fault = find_fault(error) if error else None
    if fault in {Fault.BUSY, Fault.FULL}:
        return refuse(request, OF_FAULTS[fault])
    return _answer_error(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is on our side and has been logged.")


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """Answer a program with problem details (RFC 9457)."""
    return JsonResponse(problem_details(status, detail), status=status, content_type="application/problem+json")


def _answer_error(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    if _is_for_programs(request):
        return problem(status, detail)
    return HttpResponse(loader.render_to_string(f"{status.value}.html"), status=status)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.path.endswith(FOR_PROGRAMS)
