"""Whether the process answers, for whoever restarts it, and whether it is ready, for whoever sends it readers."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.models import Revision
from explorer.search import indexing

logger = logging.getLogger(__name__)

OK, DEGRADED, FAILED = "ok", "degraded", "failed"

Part = Mapping[str, object]


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
    found = check_readiness()
    ready = found.status != FAILED
    return JsonResponse(found.as_json(), status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found of every part; a failed one says no more than that, the log says why."""

    database: Part
    cache: Part
    index: Part

    @property
    def status(self) -> str:
        """``failed`` where pages cannot be answered, ``degraded`` where searches are answered without the index."""
        found = {self.database["status"], self.cache["status"]}
        return FAILED if FAILED in found else str(self.index["status"])

    def as_json(self) -> dict[str, object]:
        """Return all of it as plain values."""
        parts = {"database": self.database, "cache": self.cache, "index": self.index}
        return {"status": self.status, **{name: dict(part) for name, part in parts.items()}}


def check_readiness() -> Readiness:
    """Ask the database, the cache and the index; an index that cannot be used begins to be mended."""
    database = _asked("database", _database)
    unknown = {"status": DEGRADED, "state": "unknown"}
    return Readiness(
        database=database,
        cache=_asked("cache", _cache),
        index=_asked("index", _index, unknown) if database["status"] == OK else unknown,
    )


def _asked(name: str, ask: Callable[[], Part], otherwise: Part | None = None) -> Part:
    try:
        return ask()
    except Exception:
        # Whatever a driver raises means the same here: the part cannot be used.
        logger.exception("the %s cannot be used", name)
        return otherwise or {"status": FAILED}


def _database() -> Part:
    return {"status": OK, "revision": Revision.objects.current()}


def _cache() -> Part:
    """Write and read back; a cache that is set to keep nothing is in order."""
    name, value = "check_readiness", secrets.token_hex(8)
    cache.set(name, value, timeout=10)
    return {"status": OK if cache.get(name) in {value, None} else FAILED}


def _index() -> Part:
    indexing.is_usable()
    found = indexing.check_condition()
    return {
        "status": OK if found.is_usable else DEGRADED,
        "state": found.state.value,
        "documents": found.documents,
        "behind": found.behind,
        "waiting": found.waiting,
    }
