"""Whether the process answers, for whoever restarts it, and whether it is ready, for whoever sends it readers."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.services.readiness import FAILED, readiness


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Answer ``ok`` without asking database, cache or session: only the process is meant."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Tell of database, cache and index; 503 where pages cannot be answered.

    Without an index the answer is ``degraded`` and 200: every page is still answered, searches from the database, and
    all processes share the index, so that a balancer that took them out would make a notice into an outage.
    """
    found = readiness()
    ready = found.status != FAILED
    return JsonResponse(found.as_json(), status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)
