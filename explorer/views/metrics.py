"""Metrics for Prometheus, behind the setting ``METRICS``: requests by page and status, and the state of the site."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.models import Change, Revision
from explorer.web.clients import is_local

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Upper bounds in seconds of the classes into which answers are counted."""


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer what is counted in all processes; 404 where ``METRICS`` is off, and to whoever comes through a proxy."""
    if not settings.METRICS or not is_local(request):
        raise Http404
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    state = CollectorRegistry()
    Gauge("explorer_revision", "The revision of what readers see.", registry=state).set(Revision.objects.current())
    waiting = Gauge("explorer_index_waiting", "Changes that the index has still to be told of.", registry=state)
    waiting.set(Change.objects.count())
    return HttpResponse(generate_latest(registry) + generate_latest(state), content_type=CONTENT_TYPE_LATEST)


def count_request(request: HttpRequest, status: int, seconds: float) -> None:
    """Count an answer by the name of its page, so that there are as many rows as pages; nothing where it is off."""
    if settings.METRICS:
        match = request.resolver_match
        page = (match.view_name if match else "") or "none"
        _answers().labels(page, request.method or "", str(status)).observe(seconds)


@cache
def _answers() -> Any:
    # Imported here, as the library reads where processes meet when it is imported.
    from prometheus_client import Histogram

    return Histogram(
        "explorer_answer_seconds", "Seconds until an answer began.", ("page", "method", "status"), buckets=BOUNDS
    )
