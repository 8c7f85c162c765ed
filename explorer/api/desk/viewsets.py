"""The views that all addresses of the desk share: the check of the token, and reading and writing of records."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet

from explorer.api.desk.description import DeskOperation
from explorer.api.desk.repetition import RepeatableMixin
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
"""The permission that each action takes; whoever may perform an act is decided by the rules of review."""


class DeskView(APIView):
    """A view that takes a token, and whose answers no cache keeps."""

    authentication_classes = [BearerAuthentication]
    permission_classes = [TokenPermission]
    parser_classes: Sequence[type[BaseParser]] = [Utf8JsonParser]
    schema = DeskOperation()

    @property
    def need(self) -> TokenRequirement | None:
        """The requirement of the current operation; None where any token opens it."""
        return None

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class DeskViewSet(RepeatableMixin, VersionMixin, DeskView, RecordViewSet, ModelViewSet[Any]):
    """Records of one kind in every status, shown by ``serializer_class`` and written by ``body_class``.

    Every token reads them; a token with any of ``write_scopes`` writes them. ``field_names`` maps columns to the API's
    names of fields, where these differ.
    """

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    body_class: type[BodySerializer]
    write_scopes: Sequence[Scope]
    field_names: Mapping[str, str] = {}

    @property
    def need(self) -> TokenRequirement | None:
        """The requirement of the action; None where any token opens it."""
        if (permission := PERMISSIONS.get(self.action or "")) is None:
            return None
        scopes = tuple(Scope) if self.action in {"list", "retrieve"} else self.write_scopes
        return TokenRequirement(scopes, f"explorer.{permission}_{self.get_queryset().model._meta.model_name}")

    def get_serializer(self, *args: Any, **options: Any) -> BaseSerializer[Any]:
        """Return the body's serializer for data that was sent, that of the answer for everything else."""
        if "data" in options:
            context = {**self.get_serializer_context(), "records": {}}
            return self.body_class(*args, context=context, **options)
        return super().get_serializer(*args, **options)

    def get_success_headers(self, data: Any) -> dict[str, str]:
        """Return the address of the record that was added."""
        key = getattr(self.record, self.lookup_field)
        return {"Location": self.reverse_action("detail", args=[key])}

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        self.record = serializer.save(by=self.request.user)

    def perform_update(self, serializer: BaseSerializer[Any]) -> None:
        serializer.save(by=self.request.user, version=self.version)

    def show(self, record: models.Model) -> Any:
        """Return the answer about a record as it is stored now."""
        return self.get_serializer(self.get_queryset().get(pk=record.pk)).data
