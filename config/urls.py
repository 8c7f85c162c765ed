"""The project's addresses: the admin, and everything else from the app."""

from django.contrib import admin
from django.urls import include, path

from explorer.admin.corpus import bring_in, corpus, take_out
from explorer.admin.curation.desk import desk

urlpatterns = [
    path("admin/", admin.site.admin_view(desk)),
    path("admin/corpus/", admin.site.admin_view(corpus), name="desk-corpus"),
    path("admin/corpus/folder.zip", admin.site.admin_view(take_out), name="desk-corpus-folder"),
    path("admin/corpus/<slug:name>/", admin.site.admin_view(bring_in), name="desk-corpus-preview"),
    path("admin/", admin.site.urls),
    path("account/", include("explorer.accounts.urls")),
    path("", include("explorer.urls")),
]

handler400 = "explorer.views.errors.bad_request"
handler403 = "explorer.views.errors.forbidden"
handler404 = "explorer.views.errors.not_found"
handler500 = "explorer.views.errors.server_error"
