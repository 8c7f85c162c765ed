"""The description of the API: for programs as OpenAPI 3.1, for people as a page to try it on."""

from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer, TemplateHTMLRenderer


class SchemaView(SpectacularAPIView):
    """The description: YAML, or JSON with ``?format=json`` or by the ``Accept`` header."""

    renderer_classes = [OpenApiYamlRenderer, OpenApiJsonRenderer, JSONRenderer]


class JavaScriptRenderer(TemplateHTMLRenderer):
    """The script that starts the page, as what it is."""

    media_type = "application/javascript"
    format = "js"


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI from this site alone: its script has an address of its own, and its style is in files."""

    url_name = "api-schema"
    template_name = "explorer/api_docs.html"
    renderer_classes = [TemplateHTMLRenderer, JavaScriptRenderer]
    title = "The API"
