"""The project's addresses: the admin, and everything else from the app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("explorer.urls")),
]

handler404 = "explorer.views.errors.not_found"
handler500 = "explorer.views.errors.server_error"
