"""The methods that pages take."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from explorer.views.errors import ONLY_READ, refuse
from explorer.web.addresses import is_of_curators

READING = ("GET", "HEAD")


class MethodGuard:
    """Middleware that answers 405 where a page is sent something; the API knows its methods itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: object) -> HttpResponse | None:
        """Refuse a method that neither readers' pages nor the admin take, before a form's token is looked for."""
        if hasattr(view, "cls"):
            return None
        allowed = (*READING, "POST") if is_of_curators(request) else READING
        if request.method in allowed:
            return None
        response = refuse(request, ONLY_READ)
        response["Allow"] = ", ".join(allowed)
        return response
