"""How often a client may ask."""

from typing import Any

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle


class ClientThrottle(SimpleRateThrottle):
    """Counts requests by client's address in the cache, up to ``API_RATE``; beyond it 429 with ``Retry-After``.

    The cache in the process (the default) counts for each process apart.
    """

    scope = "client"

    def get_rate(self) -> str | None:
        """Return the rate; None where nothing is counted."""
        rate: str = settings.API_RATE
        return None if rate == "off" else rate

    def get_cache_key(self, request: Any, view: Any) -> str:
        """Return what the client is counted under."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
