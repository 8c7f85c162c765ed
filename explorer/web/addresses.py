"""Absolute addresses of this site, and which of them are not readers'."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def absolute_url(path: str) -> str:
    """Return the absolute address of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"


def is_of_curators(request: HttpRequest) -> bool:
    """Return whether a request is to the desk, or to the pages of an account."""
    return request.path.startswith((reverse("admin:index"), reverse("account_email")))
