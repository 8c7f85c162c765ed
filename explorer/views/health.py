"""The checks of a running site: ``healthz`` for a supervisor that restarts it, ``readyz`` for a load balancer."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.databases.choice import SEEN, has_reached
from explorer.databases.chosen import REPLICA
from explorer.models import Revision
from explorer.search import indexing
from explorer.shared_cache import SHARED, cache
from explorer.web.clients import is_local

logger = logging.getLogger(__name__)

OK, DEGRADED, FAILED = "ok", "degraded", "failed"

Part = Mapping[str, object]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer ``ok`` while the process runs, without asking database, cache or session."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer with the state of database, cache and index; 503 where pages cannot be answered.

    Without an index the answer is ``degraded`` and 200, since searches are then answered from the database. Strangers
    learn the status alone; the parts are told to this machine itself and to curators.
    """
    # All processes share the index: a balancer that took them out for its sake would turn a notice into an outage.
    found = check_readiness()
    ready = found.status != FAILED
    told = found.as_json() if _may_see_parts(request, found) else {"status": found.status}
    return JsonResponse(told, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Readiness:
    """The state of every part. A failed part says no more than that; the log says why."""

    database: Part
    cache: Part
    index: Part
    replica: Part | None = None
    """The state of the replica, None where there is none; without it readers are answered from the primary."""

    @property
    def parts(self) -> dict[str, Part]:
        """The parts that the site has, by name."""
        parts = {"database": self.database, "cache": self.cache, "index": self.index}
        return parts if self.replica is None else {**parts, "replica": self.replica}

    @property
    def status(self) -> str:
        """``failed`` where pages cannot be answered, ``degraded`` where they are without one of the parts."""
        found = {part["status"] for part in self.parts.values()}
        return next(status for status in (FAILED, DEGRADED, OK) if status in found)

    def as_json(self) -> dict[str, object]:
        """Return the whole state and the state of every part."""
        return {"status": self.status, **{name: dict(part) for name, part in self.parts.items()}}


def _may_see_parts(request: HttpRequest, found: Readiness) -> bool:
    """Return whether the parts are told: a session, which says who asks, is read only from a database that answers."""
    return is_local(request) or (found.database["status"] == OK and bool(request.user.is_staff))


def check_readiness() -> Readiness:
    """Check the databases, the cache and the index. An index that cannot be used is rebuilt in the background."""
    unknown = {"status": DEGRADED, "state": "unknown"}
    replica = _check_part("replica", _check_replica, unknown) if REPLICA in settings.DATABASES else None
    # While the primary is gone readers are answered from a replica, and only curators have to wait.
    is_doubled = replica is not None and replica["status"] == OK
    database = _check_part("database", _check_database, {"status": DEGRADED} if is_doubled else None)
    return Readiness(
        database=database,
        cache=_check_part("cache", _check_cache),
        index=_check_part("index", _check_index, unknown) if database["status"] == OK else unknown,
        replica=replica,
    )


def _check_part(name: str, check: Callable[[], Part], otherwise: Part | None = None) -> Part:
    try:
        return check()
    except Exception:
        # Whatever a driver raises, it means the same here: the part cannot be used.
        logger.exception("the %s cannot be used", name)
        return otherwise or {"status": FAILED}


def _check_database() -> Part:
    return {"status": OK, "revision": Revision.objects.current()}


def _check_replica() -> Part:
    """Compare the replica with the newest revision that any server knows."""
    held, wanted = Revision.objects.db_manager(REPLICA).current(), SEEN.read()
    return {"status": OK if has_reached(held, wanted) else DEGRADED, "revision": held}


def _check_cache() -> Part:
    """Write a value to the cache and read it back."""
    name, value = "readiness", secrets.token_hex(8)
    cache.set(name, value, timeout=10)
    if (found := cache.get(name)) is None:
        # A cache that is configured to keep nothing is in order; a shared one that is gone costs work, no answers.
        return {"status": OK if isinstance(caches[SHARED], DummyCache) else DEGRADED}
    return {"status": OK if found == value else FAILED}


def _check_index() -> Part:
    # Asking starts, in the background, the update of an index that is behind or cannot be used.
    indexing.is_usable()
    found = indexing.check_condition()
    return {
        "status": OK if found.is_usable else DEGRADED,
        "state": found.state.value,
        "documents": found.documents,
        "behind": found.behind,
        "waiting": found.waiting,
    }
