"""The addresses of the desk, under ``/api/v1/desk/``."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from explorer.api.desk.account import DeskRootView
from explorer.api.desk.claims import DeskClaimsViewSet
from explorer.api.desk.contrasts import DeskContrastsViewSet
from explorer.api.desk.relations import DeskRelationsViewSet
from explorer.api.desk.source_import import DeskSourcesViewSet
from explorer.api.desk.stances import DeskStancesViewSet

app_name = "desk"

router = SimpleRouter()
router.register("claims", DeskClaimsViewSet, "claim")
router.register("stances", DeskStancesViewSet, "stance")
router.register("relations", DeskRelationsViewSet, "relation")
router.register("contrasts", DeskContrastsViewSet, "contrast")
router.register("sources", DeskSourcesViewSet, "source")

urlpatterns = [path("", DeskRootView.as_view(), name="root"), *router.urls]
