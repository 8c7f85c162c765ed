"""What every address of the desk has in common: the door, and how a record is read and written behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet

from explorer.api.desk.description import DeskOperation
from explorer.api.desk.serializers import BodySerializer
from explorer.api.desk.versions import VersionMixin
from explorer.api.parsers import Utf8JsonParser
from explorer.api.tokens import BearerAuthentication, TokenPermission, TokenRequirement
from explorer.api.views import RecordViewSet
from explorer.coding.scopes import Scope

PERMISSIONS = {
    **dict.fromkeys(("list", "retrieve", "act"), "view"),
    "create": "add",
    "partial_update": "change",
    "destroy": "delete",
}
"""The permission that each action takes; who does an act of review is settled by the rules of review."""


class DeskView(APIView):
    """A view for whoever has a token that opens it, and for no cache."""

    authentication_classes = [BearerAuthentication]
    permission_classes = [TokenPermission]
    parser_classes: Sequence[type[BaseParser]] = [Utf8JsonParser]
    schema = DeskOperation()

    @property
    def need(self) -> TokenRequirement | None:
        """What the operation takes that was asked for; None where nothing more than a token."""
        return None

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        """Keep answers out of every cache."""
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class DeskViewSet(VersionMixin, DeskView, RecordViewSet, ModelViewSet[Any]):
    """Records of one kind, whatever their status: shown by ``serializer_class``, written by ``body_class``.

    Every token reads them; one with any of ``write_scopes`` writes them. ``field_names`` says what fields are called
    outside, where a record calls them otherwise.
    """

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    body_class: type[BodySerializer]
    write_scopes: Sequence[Scope]
    field_names: Mapping[str, str] = {}

    @property
    def need(self) -> TokenRequirement | None:
        """What the action takes; None where nothing more than a token."""
        if (permission := PERMISSIONS.get(self.action or "")) is None:
            return None
        scopes = tuple(Scope) if self.action in {"list", "retrieve"} else self.write_scopes
        return TokenRequirement(scopes, f"explorer.{permission}_{self.get_queryset().model._meta.model_name}")

    def get_serializer(self, *args: Any, **options: Any) -> BaseSerializer[Any]:
        """Read what was sent as a body; show everything else."""
        if "data" in options:
            context = {**self.get_serializer_context(), "records": {}}
            return self.body_class(*args, context=context, **options)
        return super().get_serializer(*args, **options)

    def get_success_headers(self, data: Any) -> dict[str, str]:
        """Say where a record that was added is read."""
        key = getattr(self.record, self.lookup_field)
        return {"Location": self.reverse_action("detail", args=[key])}

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        """Add what was sent."""
        self.record = serializer.save(by=self.request.user)

    def perform_update(self, serializer: BaseSerializer[Any]) -> None:
        """Change the record, where nobody was faster."""
        serializer.save(by=self.request.user, version=self.version)

    def show(self, record: models.Model) -> Any:
        """Return a record as it is stored now, in the shape of an answer."""
        return self.get_serializer(self.get_queryset().get(pk=record.pk)).data
