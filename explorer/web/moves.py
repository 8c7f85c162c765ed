"""Permanent redirects from a former slug to the present one."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse


def redirect_to_slug(request: HttpRequest, slug: str) -> HttpResponsePermanentRedirect:
    """Return the redirect to the same address with another slug, with its query."""
    match = request.resolver_match
    if match is None:
        raise ValueError("only a request that a view answers can be redirected")
    query = request.META.get("QUERY_STRING", "")
    path = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
