"""The addresses of the desk, below ``/api/v1/desk/``."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from explorer.api.desk.account import DeskRootView
from explorer.api.desk.claims import DeskClaimViewSet
from explorer.api.desk.contrasts import DeskContrastViewSet
from explorer.api.desk.relations import DeskRelationViewSet
from explorer.api.desk.source_import import DeskSourceViewSet
from explorer.api.desk.stances import DeskStanceViewSet

app_name = "desk"

router = SimpleRouter()
router.register("claims", DeskClaimViewSet, "claim")
router.register("stances", DeskStanceViewSet, "stance")
router.register("relations", DeskRelationViewSet, "relation")
router.register("contrasts", DeskContrastViewSet, "contrast")
router.register("sources", DeskSourceViewSet, "source")

urlpatterns = [path("", DeskRootView.as_view(), name="root"), *router.urls]
