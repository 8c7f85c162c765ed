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
    """The reason of an act, and the checksum of a claim that is to be shown to readers.

    The author reads the reason for sending a record back, readers that of a retraction.
    """

    reason = TextField(max_length=2000, required=False, allow_blank=True)
    checksum = TextField(
        max_length=64,
        required=False,
        allow_blank=True,
        help_text="Of a claim to publish or restore: what `review/` gave when this account read it.",
    )


class StatusFilter(BaseFilterBackend):
    """Narrows a list by the parameter ``?status=draft``."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        rows: Any = queryset
        for asked in request.query_params.getlist("status"):
            if asked not in list(Status):
                known = join_words([status.value for status in Status], "or")
                raise ValidationError({"status": [f"There is no status {shorten(asked, 40)}; use {known}."]})
            rows = rows.with_status(Status(asked))
        return rows  # type: ignore[no-any-return]

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
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

    def perform_destroy(self, instance: Any) -> None:
        delete_draft(instance, version=self.version, by=self.request.user)

    @extend_schema(request=ActSerializer)
    @action(detail=True, methods=["post"], url_path=r"(?P<act>(?!review/)[a-z-]{1,20})")
    def act(self, request: Request, act: str = "", **kwargs: str) -> Response:
        """Submit (scope `draft`), send back, publish, retract or restore (scope `review`) a record.

        Nobody may have changed it since it was read. Sending back and retracting take a reason. Showing a claim to
        readers takes the checksum that its `review/` gave to this account: 409 where it was not read, or was changed
        since. Authors send their own records back with `draft` as long as nobody has reviewed them. A stance is neither
        retracted nor restored, as it has no address of its own that could be cited.
        """
        if act not in list(Act):
            raise NotFound
        record = self.get_object()
        body = ActSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = {name: body.validated_data.get(name, "") for name in ("reason", "checksum")}
        review.perform(Act(act), record, by=request.user, version=self.version, **said)
        return Response(self.show(record))
