"""The addresses of the desk, below ``/api/v1/desk/``."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from explorer.api.desk import paired, reviewed, source_import

app_name = "desk"

router = SimpleRouter()
router.register("claims", reviewed.DeskClaims, "claim")
router.register("stances", reviewed.DeskStances, "stance")
router.register("relations", paired.DeskRelations, "relation")
router.register("contrasts", paired.DeskContrasts, "contrast")
router.register("sources", source_import.DeskSources, "source")

urlpatterns = [path("", source_import.DeskRoot.as_view(), name="root"), *router.urls]
