"""Page or fragment: the only reader of htmx's request headers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


def wants_fragment(request: HttpRequest) -> bool:
    """Return whether htmx asks for a part of the page: not for a boosted link, not to restore history."""
    sent = request.headers
    return "HX-Request" in sent and "HX-Boosted" not in sent and "HX-History-Restore-Request" not in sent


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, partial: str, address: str
) -> TemplateResponse:
    """Render a page, or its named partial when htmx asks for one, under the address that gives the view again.

    The template learns whether it ``is_fragment``, whether it ``is_visit`` (loaded by the browser, not by htmx), and
    its ``canonical`` path.
    """
    fragment = wants_fragment(request)
    about = {"is_fragment": fragment, "is_visit": "HX-Request" not in request.headers, "canonical": address}
    name = f"{template}#{partial}" if fragment else template
    response = TemplateResponse(request, name, {**context, **about})
    patch_vary_headers(response, HEADERS)
    if fragment:
        response["HX-Push-Url"] = address
    return response
