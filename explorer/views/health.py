"""Whether the process answers, for whoever restarts it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Answer ``ok`` without asking database, cache or session: only the process is meant."""
    return HttpResponse("ok", content_type="text/plain")
