"""The description of the API: OpenAPI 3.1 for programs, a page to try it on and recipes for people."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer, TemplateHTMLRenderer


class SchemaView(SpectacularAPIView):
    """Serves the description as YAML, or as JSON with ``?format=json`` or by the ``Accept`` header."""

    renderer_classes = [OpenApiYamlRenderer, OpenApiJsonRenderer, JSONRenderer]


class JavaScriptRenderer(TemplateHTMLRenderer):
    """Renders the script that starts the docs page, under the media type of a script."""

    media_type = "application/javascript"
    format = "js"


class DocsView(SpectacularSwaggerSplitView):
    """Serves Swagger UI from this site alone: its script has an address of its own, and its style is in files."""

    url_name = "api-schema"
    template_name = "explorer/api/api_docs.html"
    renderer_classes = [TemplateHTMLRenderer, JavaScriptRenderer]
    title = "The API"


WRITTEN_FOR = "http://127.0.0.1:8000"
"""The address of the site in the recipes of ``docs/api.md``."""


@require_safe
def recipes(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Return ``docs/api.md`` as it was written, in Markdown, with this site's address in the recipes."""
    written = (settings.BASE_DIR / "docs" / "api.md").read_text()
    return HttpResponse(written.replace(WRITTEN_FOR, settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")
