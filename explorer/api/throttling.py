"""The limit on how often a client may ask."""

from typing import Any

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle


class ClientThrottle(SimpleRateThrottle):
    """Counts requests by the client's address in the cache, and answers 429 with ``Retry-After`` above ``API_RATE``.

    The default cache lives in one process, so each process counts by itself.
    """

    scope = "client"

    def get_rate(self) -> str | None:
        """Return the rate; None turns counting off."""
        rate: str = settings.API_RATE
        return None if rate == "off" else rate

    def get_cache_key(self, request: Any, view: Any) -> str:  # noqa: ANN401, ARG002  (its base's signature)
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
