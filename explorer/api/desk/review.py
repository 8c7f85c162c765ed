"""The review of claims and stances: lists by status, and the acts of review."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from explorer.api.desk.fields import TextField
from explorer.api.desk.serializers import BodySerializer
from explorer.api.desk.viewsets import DeskViewSet
from explorer.api.filters import EqualityFilter, NamedOrderingFilter
from explorer.coding.review_permissions import Act
from explorer.coding.scopes import Scope
from explorer.coding.vocabulary import Status
from explorer.curation import review
from explorer.curation.amendments import delete_draft
from explorer.text import join_words, shorten

SCOPES: Mapping[str, Sequence[Scope]] = {Act.SUBMIT: (Scope.DRAFT,), Act.SEND_BACK: (Scope.REVIEW, Scope.DRAFT)}
"""The scopes that open an act; all others take ``review``. With ``draft`` an author takes an unreviewed record back."""


class ActSerializer(BodySerializer):
    """The reason for sending a record back, which its author reads, or for a retraction, which readers read."""

    reason = TextField(max_length=2000, required=False, allow_blank=True)


class StatusFilter(BaseFilterBackend):
    """Narrows a list by the parameter ``?status=draft``."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:  # noqa: ARG002
        rows: Any = queryset
        for asked in request.query_params.getlist("status"):
            if asked not in list(Status):
                known = join_words([status.value for status in Status], "or")
                raise ValidationError({"status": [f"There is no status {shorten(asked, 40)}; use {known}."]})
            rows = rows.with_status(Status(asked))
        return rows  # type: ignore[no-any-return]

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:  # noqa: ARG002
        schema = {"type": "string", "enum": [status.value for status in Status]}
        description = "Only what is in this status."
        return [{"name": "status", "in": "query", "required": False, "description": description, "schema": schema}]


class ReviewViewSet(DeskViewSet):
    """Records with a status, which the acts of review change."""

    filter_backends = [EqualityFilter, StatusFilter, NamedOrderingFilter]

    @property
    def write_scopes(self) -> Sequence[Scope]:  # type: ignore[override]  # elsewhere it does not hang on the address
        """The scopes that open a change of the content, or the act of the address."""
        if self.action != "act":
            return (Scope.DRAFT,)
        act = self.kwargs.get("act")  # none where the whole operation is described
        return SCOPES.get(act, (Scope.REVIEW,)) if act else (Scope.DRAFT, Scope.REVIEW)

    def perform_destroy(self, instance: Any) -> None:  # noqa: ANN401  (a claim or a stance)
        delete_draft(instance, version=self.version, by=self.request.user)

    @extend_schema(request=ActSerializer)
    @action(detail=True, methods=["post"], url_path=r"(?P<act>[a-z-]{1,20})")
    def act(self, request: Request, act: str = "", **kwargs: str) -> Response:  # noqa: ARG002
        """Submit (scope `draft`), send back, publish, retract or restore (scope `review`) a record.

        Nobody may have changed it since it was read. Sending back and retracting take a reason. Authors send their own
        records back with `draft` as long as nobody has reviewed them. A stance is neither retracted nor restored, as it
        has no address of its own that could be cited.
        """
        if act not in list(Act):
            raise NotFound
        record = self.get_object()
        body = ActSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        reason = body.validated_data.get("reason", "")
        review.perform(Act(act), record, by=request.user, reason=reason, version=self.version)
        return Response(self.show(record))
