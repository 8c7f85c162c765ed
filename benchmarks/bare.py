"""A bare Django view, the measure of what an answer costs at least: no middleware, no database, one address."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def view(_: HttpRequest) -> HttpResponse:
    """Answer in a few bytes."""
    return HttpResponse("ok", content_type="text/plain", headers={"Content-Length": "2"})


urlpatterns = [path("", view)]

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="x" * 50, MIDDLEWARE=[], LOGGING_CONFIG=None
)
application = get_wsgi_application()
