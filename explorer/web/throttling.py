"""How often a client may ask: every answer has a weight, and the weights of a period are counted in the cache."""

import logging
import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from explorer.shared_cache import cache
from explorer.web.clients import name_client

logger = logging.getLogger(__name__)

PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}

_silent = False
"""Whether the log has been told that the cache cannot be used, until it can be again."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A weight that a client may ask for in ``seconds``."""

    most: int
    seconds: int

    @classmethod
    def read(cls) -> "Rate | None":
        """Return the rate of the settings, None where nothing is counted."""
        if settings.API_RATE == "off":
            return None
        most, _, period = settings.API_RATE.partition("/")
        return cls(int(most), PERIODS[period])


def charge(request: HttpRequest, weight: int) -> int:
    """Add a weight to what a client has asked for; return the seconds that they have to wait, 0 where they may ask.

    What is refused is not counted. Where the cache cannot be used nobody waits: a site that answers everybody is better
    than one that answers nobody.
    """
    global _silent
    rate = Rate.read()
    if rate is None or not weight:
        return 0
    try:
        wait = _count(name_client(request), min(weight, rate.most), rate)
    except Exception:
        # Whatever a cache's driver raises, it means the same here: nothing can be counted.
        if not _silent:
            logger.exception("the cache cannot be used: nobody is throttled until it can")
        _silent = True
        return 0
    if _silent:
        logger.warning("the cache can be used again")
    _silent = False
    return wait


def _count(client: str, weight: int, rate: Rate) -> int:
    """Count a weight in the client's period, which begins with their first request; return the seconds to wait.

    The counter is added to in one step, so that no two processes read the same number.
    """
    now = time.time()
    until: float = cache.get_or_set(f"throttle:{client}:{rate.seconds}", now + rate.seconds, rate.seconds) or now
    counter = f"throttle:{client}:{until}"
    cache.add(counter, 0, rate.seconds + 1)
    try:
        asked = cache.incr(counter, weight)
    except ValueError:
        return 0  # a cache that keeps nothing
    if asked <= rate.most:
        return 0
    cache.decr(counter, weight)
    return max(1, math.ceil(until - now))
