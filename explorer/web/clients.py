"""Who asks: the address of a client, behind as many proxies as the settings name."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD = 64
"""The bits of an IPv6 address that a single subscriber is given (RFC 6177); the rest they choose as they like."""

FORWARDING = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


def name_client(request: HttpRequest) -> str:
    """Return the network address by which a client is counted: all addresses of one IPv6 subscriber are one."""
    address = read_address(request)
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, HOUSEHOLD), strict=False).network_address)
    return str(parsed)


def read_address(request: HttpRequest) -> str:
    """Return the address of a client, as the outermost of the site's own proxies saw it (``PROXIES``)."""
    nearest = str(request.META.get("REMOTE_ADDR") or "")
    if not settings.PROXIES:
        return nearest
    sent = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    seen = sent[-settings.PROXIES :]
    return seen[0] if seen else nearest


def is_local(request: HttpRequest) -> bool:
    """Return whether a request comes from this machine itself, and not through a proxy on it."""
    if any(name in request.headers for name in FORWARDING):
        return False
    try:
        return ip_address(str(request.META.get("REMOTE_ADDR") or "")).is_loopback
    except ValueError:
        return False
