"""The answers to errors: for readers pages that need no database, for programs problem details."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from explorer.errors import problem_details

FOR_PROGRAMS = (".json", ".csv", ".jsonld", ".argdown", ".vtt", ".txt")
"""The endings of addresses that programs read."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 for an unknown address."""
    return _answer_error(request, HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for an error in the code."""
    return _answer_error(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is on our side and has been logged.")


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 where no database can be read that has what readers have seen."""
    detail = "The database cannot be reached. Ask again in a few seconds."
    response = _answer_error(request, HTTPStatus.SERVICE_UNAVAILABLE, detail)
    response["Retry-After"] = "5"
    return response


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """Answer a program with problem details (RFC 9457)."""
    return JsonResponse(problem_details(status, detail), status=status, content_type="application/problem+json")


def _answer_error(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    if request.path.startswith("/api/") or request.path.endswith(FOR_PROGRAMS):
        return problem(status, detail)
    return HttpResponse(loader.render_to_string(f"{status.value}.html"), status=status)
