"""The pages for what went wrong; they need no database, and programs get problem details instead."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

from explorer.errors import problem_details


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Answer 404."""
    return _error(request, HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _error(request, HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is on our side and has been logged.")


def _error(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    if request.path.startswith("/api/") or request.path.endswith((".json", ".csv")):
        return JsonResponse(problem_details(status, detail), status=status, content_type="application/problem+json")
    return HttpResponse(loader.render_to_string(f"{status.value}.html"), status=status)
