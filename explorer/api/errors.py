"""Errors as programs read them: problem details (RFC 9457) for whatever a view of the API raises."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from explorer.errors import problem_details

PROBLEM_JSON = "application/problem+json"


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an exception, or None where it is nobody's request that is at fault (a 500).

    ``errors`` lists ``{"parameter", "detail"}`` for each parameter that was refused; ``detail`` has it all in prose.
    """
    response = exception_handler(exc, context)
    if response is None:
        return None
    errors = list(_refusals(response.data)) if response.status_code == HTTPStatus.BAD_REQUEST else []
    if isinstance(exc, Http404):
        detail = "There is nothing at this address; /api/v1/ lists what there is."
    else:
        detail = " ".join(error["detail"] for error in errors) or str(response.data.get("detail", ""))
    response.data = problem_details(HTTPStatus(response.status_code), detail, errors)
    response.content_type = PROBLEM_JSON
    # A problem is JSON, whatever the answer would have been.
    context["request"].accepted_renderer, context["request"].accepted_media_type = JSONRenderer(), PROBLEM_JSON
    return response


def _refusals(data: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield each parameter with what is wrong with it, out of a ValidationError's mapping."""
    for parameter, details in data.items():
        for detail in details if isinstance(details, list) else ():
            yield {"parameter": parameter, "detail": str(detail)}
