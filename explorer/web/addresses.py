"""Absolute addresses of this site."""

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return the absolute address of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"
