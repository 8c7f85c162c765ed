"""Errors as programs read them: problem details (RFC 9457) for whatever a view of the API raises."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from explorer.errors import problem_details

PROBLEM_JSON = "application/problem+json"

Refusal = dict[str, Any]
"""What is wrong with one parameter or field: ``parameter`` and ``detail``, of quotations ``code`` and ``count`` too."""


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an exception, or None where it is nobody's request that is at fault (a 500).

    ``errors`` lists ``{"parameter", "detail"}`` for each parameter or field that was refused; ``detail`` has it all
    in prose.
    """
    response = exception_handler(exc, context)
    if response is None:
        return None
    errors = list(_refused(exc, response))
    if isinstance(exc, Http404):
        detail = "There is nothing at this address; /api/v1/ lists what there is."
    else:
        detail = " ".join(error["detail"] for error in errors) or str(response.data.get("detail", ""))
    response.data = problem_details(HTTPStatus(response.status_code), detail, errors)
    response.content_type = PROBLEM_JSON
    # A problem is JSON, whatever the answer would have been.
    context["request"].accepted_renderer, context["request"].accepted_media_type = JSONRenderer(), PROBLEM_JSON
    return response


class UnprocessableError(APIException):
    """What was sent can be read, and is refused; ``refusals`` has a mapping for each field that is at fault."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, detail: str, refusals: Iterable[Refusal] = ()) -> None:
        super().__init__(detail)
        self.refusals = list(refusals)


class OvertakenByOthersError(APIException):
    """The record is not what the client has read."""

    status_code = HTTPStatus.PRECONDITION_FAILED


class UnconditionalError(APIException):
    """A change that does not say what it is based on."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_detail = (
        "Send the ETag with which you read the record in If-Match, so that nobody else's change is overwritten."
    )


class TooLargeError(APIException):
    """More was sent than is read."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def _refused(exc: Exception, response: Response) -> Iterator[Refusal]:
    if isinstance(exc, UnprocessableError):
        yield from exc.refusals
    elif response.status_code == HTTPStatus.BAD_REQUEST:
        yield from _refusals(response.data)


def _refusals(data: Mapping[str, Any]) -> Iterator[Refusal]:
    """Yield each parameter with what is wrong with it, out of a ValidationError's mapping."""
    for parameter, details in data.items():
        for detail in details if isinstance(details, list) else ():
            yield {"parameter": parameter, "detail": str(detail)}
