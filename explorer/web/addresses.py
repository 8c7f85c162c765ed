"""Addresses under which the rest of the world reaches this site."""

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return the outside address of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"
