"""The addresses of the API; the name of each begins with ``api-``."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from explorer.api import maps, said, search, views
from explorer.api.docs import DocsView, SchemaView, recipes
from explorer.api.export import ExportView, FolderView

router = DefaultRouter()
router.include_format_suffixes = False
router.root_view_name = "api-root"
router.register("series", views.SeriesViewSet, "api-series")
router.register("episodes", views.EpisodeViewSet, "api-episode")
router.register("speakers", views.SpeakerViewSet, "api-speaker")
router.register("topics", views.TopicViewSet, "api-topic")
router.register("claims", views.ClaimViewSet, "api-claim")
router.register("stances", views.StanceViewSet, "api-stance")
router.register("sources", views.SourceViewSet, "api-source")
router.register("passages", views.PassageViewSet, "api-passage")
router.register("relations", views.RelationViewSet, "api-relation")
router.register("contrasts", views.ContrastViewSet, "api-contrast")
router.register("compare", views.CompareViewSet, "api-compare")
router.register("matrix", maps.MatrixViewSet, "api-matrix")
router.register("compass", maps.CompassViewSet, "api-compass")
router.register("search", search.SearchViewSet, "api-search")
router.register("said", said.SaidViewSet, "api-said")

urlpatterns = [
    path("v1/export/", ExportView.as_view(), name="api-export"),
    path("v1/export/corpus.zip", FolderView.as_view(), name="api-export-folder"),
    path("v1/desk/", include("explorer.api.desk.urls")),
    path("v1/", include(router.urls)),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(), name="api-docs"),
    path("recipes/", recipes, name="api-recipes"),
]
