"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def find_client_address(request: HttpRequest) -> str:
    """Return the address that the outermost of ``PROXIES`` proxies saw; that of the connection without one."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = settings.REST_FRAMEWORK["NUM_PROXIES"]
    if trusted and len(forwarded) >= trusted:
        return str(forwarded[-trusted])
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")
