"""The project's addresses: the admin, and everything else from the app."""

from django.contrib import admin
from django.urls import include, path

from explorer.admin.desk import desk

urlpatterns = [
    path("admin/", admin.site.admin_view(desk)),
    path("admin/", admin.site.urls),
    path("", include("explorer.urls")),
]

handler404 = "explorer.views.errors.not_found"
handler500 = "explorer.views.errors.server_error"
