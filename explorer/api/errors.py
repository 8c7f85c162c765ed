"""The errors that the API answers with: problem details (RFC 9457) for whatever a view raises."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, RequestDataTooBig
from django.core.exceptions import ValidationError as RecordError
from django.db import IntegrityError
from django.http import Http404
from django.urls import reverse
from rest_framework.exceptions import APIException, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from explorer.curation.drafts import EqualClaimError, PartError
from explorer.errors import (
    ExplorerError,
    ForbiddenError,
    OvertakenError,
    UnscannedError,
    UnseenError,
    problem_details,
)

PROBLEM_JSON = "application/problem+json"

SEE_FIRST = "Read it at its own address with review/ behind it, and send the checksum that stands there."

Refusal = dict[str, Any]
"""One refused parameter or field: ``parameter`` and ``detail``, for a quotation ``code`` and ``count`` as well."""


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an exception, or None where no request is at fault (a 500).

    ``errors`` lists ``{"parameter", "detail"}`` for each parameter or field that was refused; ``detail`` has all of it
    in prose. An error of a domain is a refusal only where the request writes; on a read it is a fault of this side.
    """
    if context["request"].method not in SAFE_METHODS:
        exc = _convert(exc, getattr(context["view"], "field_names", {}))
    response = exception_handler(exc, context)
    if response is None:
        return None
    errors = list(_list_refusals(exc, response))
    if isinstance(exc, Http404):
        detail = "There is nothing at this address; /api/v1/ lists what there is."
    else:
        detail = " ".join(error["detail"] for error in errors) or str(response.data.get("detail", ""))
    response.data = problem_details(HTTPStatus(response.status_code), detail, errors)
    response.content_type = PROBLEM_JSON
    if isinstance(exc, EqualRecordError):
        response["Location"] = exc.place
    # A problem is JSON, even where the answer would have been CSV or an archive.
    context["request"].accepted_renderer, context["request"].accepted_media_type = JSONRenderer(), PROBLEM_JSON
    return response


class UnprocessableError(APIException):
    """The request can be read and is refused; ``refusals`` has a mapping for each field at fault."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, detail: str = "", refusals: Iterable[Refusal] = ()) -> None:
        self.refusals = list(refusals)
        super().__init__(detail or " ".join(refusal["detail"] for refusal in self.refusals))


class UnseenClaimError(APIException):
    """A claim is not shown to readers by somebody who has not seen it as it is."""

    status_code = HTTPStatus.CONFLICT


class EqualRecordError(APIException):
    """What was to be added is there already; the answer says where."""

    status_code = HTTPStatus.CONFLICT

    def __init__(self, error: EqualClaimError) -> None:
        self.place = reverse("desk:claim-detail", args=[error.slug])
        super().__init__(f"{' '.join(error.messages)} It is at {self.place}.")


class OvertakenByOthersError(APIException):
    """The record has changed since the client read it."""

    status_code = HTTPStatus.PRECONDITION_FAILED


class UnconditionalError(APIException):
    """A change does not say which version of the record it is based on."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_detail = (
        "Send the ETag with which you read the record in If-Match, so that nobody else's change is overwritten."
    )


class TooLargeError(APIException):
    """The request is larger than what is read."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def flatten_errors(errors: Any, place: str = "") -> Iterator[Refusal]:
    """Yield a refusal for each wrong field of a body; a nested field is named as ``evidence.0.exact``."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from flatten_errors(inner, ".".join(part for part in (place, own) if part))
    elif isinstance(errors, list) and any(isinstance(error, Mapping) for error in errors):
        for number, inner in enumerate(errors):
            yield from flatten_errors(inner, f"{place}.{number}")
    else:
        yield from ({"parameter": place, "detail": str(error)} for error in errors)


def _convert(exc: Exception, names: Mapping[str, str]) -> Exception:
    """Return an error of a domain as the API's own exception; ``names`` maps columns to the API's names of fields."""
    match exc:
        case UnscannedError():
            return exc  # answered as every fault outside the code
        case ExplorerError():
            return _convert_own(exc)
        case EqualClaimError():
            return EqualRecordError(exc)
        case RecordError():
            return UnprocessableError(refusals=_list_faults(exc, names))
        case IntegrityError():
            return UnprocessableError("Somebody stored the same meanwhile; read it, and change that.")
        case RequestDataTooBig():
            return TooLargeError("Send less at once.")
    return exc


def _convert_own(error: ExplorerError) -> APIException:
    sentence = _make_sentence(error)
    match error:
        case UnseenError():
            return UnseenClaimError(f"{sentence} {SEE_FIRST}")
        case ForbiddenError():
            return PermissionDenied(sentence)
        case OvertakenError():
            return OvertakenByOthersError(sentence)
    return UnprocessableError(sentence)


def _make_sentence(error: Exception) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _list_faults(error: RecordError, names: Mapping[str, str]) -> Iterator[Refusal]:
    """Yield a refusal for each fault of a record, for a quotation with ``code`` and the ``count`` of its places."""
    place = f"{error.part}.{error.number}." if isinstance(error, PartError) else ""
    fields = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, faults in fields.items():
        own = "" if name == NON_FIELD_ERRORS else names.get(name, name)
        for fault in faults:
            refusal: Refusal = {"parameter": f"{place}{own}".rstrip("."), "detail": " ".join(fault.messages)}
            if fault.params and "count" in fault.params:
                refusal |= {"code": fault.code, "count": fault.params["count"]}
            yield refusal


def _list_refusals(exc: Exception, response: Response) -> Iterator[Refusal]:
    if isinstance(exc, UnprocessableError):
        yield from exc.refusals
    elif response.status_code == HTTPStatus.BAD_REQUEST:
        yield from _read_refusals(response.data)


def _read_refusals(data: Mapping[str, Any]) -> Iterator[Refusal]:
    """Yield a refusal for each parameter of a ValidationError's mapping."""
    for parameter, details in data.items():
        for detail in details if isinstance(details, list) else ():
            yield {"parameter": parameter, "detail": str(detail)}
