"""What htmx asks for: the only module that reads its request headers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")
"""The headers that decide between page and fragment, so that no cache takes one for the other."""


def wants_fragment(request: HttpRequest) -> bool:
    """Return whether htmx asks for a part of the page: not for a boosted link, not to restore history."""
    htmx = HtmxDetails(request)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def is_visit(request: HttpRequest) -> bool:
    """Return whether the browser loads the page itself, and not htmx."""
    return not HtmxDetails(request)


def render_page_or_partial(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, partial: str
) -> TemplateResponse:
    """Render a page, or its named partial where htmx asks for one; the template learns whether it ``is_fragment``."""
    is_fragment = wants_fragment(request)
    name = f"{template}#{partial}" if is_fragment else template
    response = TemplateResponse(request, name, {**context, "is_fragment": is_fragment})
    patch_vary_headers(response, HEADERS)
    return response
