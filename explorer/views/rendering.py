"""Pages of readers, whole or in part, under the address that gives the view again."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

from explorer.web.htmx import is_visit, render_page_or_partial, wants_fragment


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, partial: str, address: str
) -> TemplateResponse:
    """Render a page, or its named partial where htmx asks for one, whose address htmx then shows.

    The template learns whether it ``is_fragment``, whether it ``is_visit`` (loaded by the browser, not by htmx), and
    its ``canonical`` path.
    """
    about = {"is_visit": is_visit(request), "canonical": address}
    response = render_page_or_partial(request, template, {**context, **about}, partial=partial)
    if wants_fragment(request):
        response["HX-Push-Url"] = address
    return response
