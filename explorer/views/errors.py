"""The pages for what went wrong; they need no database, and programs get problem details instead."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from explorer.errors import problem_details

FOR_PROGRAMS = (".json", ".csv", ".jsonld", ".argdown", ".vtt", ".txt")
"""How the addresses end at which programs read."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Answer 404."""
    return _error(request, HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _error(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is on our side and has been logged.")


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """Answer a program that something is wrong (RFC 9457)."""
    return JsonResponse(problem_details(status, detail), status=status, content_type="application/problem+json")


def _error(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    if request.path.startswith("/api/") or request.path.endswith(FOR_PROGRAMS):
        return problem(status, detail)
    return HttpResponse(loader.render_to_string(f"{status.value}.html"), status=status)
