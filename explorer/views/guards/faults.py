"""The answers to errors whose cause is not the code."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from explorer.views.errors import OF_FAULTS, refuse
from explorer.web.addresses import is_of_curators
from explorer.web.faults import Fault, find_fault

logger = logging.getLogger(__name__)


class FaultGuard:
    """Middleware that answers an error whose cause is not the code: 503 or 507, and 400 in the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an error that a view raised, and log it; None where the code is at fault.

        Django's admin reads ids, filters and forms without a check of its own: only there a value that no record can
        have is the sender's fault, and everywhere else ours.
        """
        fault = find_fault(error)
        if fault is None or (fault == Fault.UNREADABLE and not is_of_curators(request)):
            return None
        logger.warning("%s %s: %s", request.method, request.path, fault.name.lower(), exc_info=error)
        return refuse(request, OF_FAULTS[fault])
