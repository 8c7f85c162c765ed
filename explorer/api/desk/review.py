"""Claims and stances on their way to readers: lists by status, and the acts of review."""

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
"""Which scopes open an act; all others are the reviewers'. An author takes back what nobody has reviewed yet."""


class ActSerializer(BodySerializer):
    """Why a record is sent back or retracted, and what was seen of a claim that is to be shown to readers.

    The author is told the reason, of a retraction readers are.
    """

    reason = TextField(max_length=2000, required=False, allow_blank=True)
    checksum = TextField(
        max_length=64,
        required=False,
        allow_blank=True,
        help_text="Of a claim to publish or restore: what `review/` gave when this account read it.",
    )


class StatusFilter(BaseFilterBackend):
    """Narrows a list by ``?status=draft``."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:  # noqa: ARG002
        """Return what is in the status that the address names."""
        rows: Any = queryset
        for asked in request.query_params.getlist("status"):
            if asked not in list(Status):
                known = join_words([status.value for status in Status], "or")
                raise ValidationError({"status": [f"There is no status {shorten(asked, 40)}; use {known}."]})
            rows = rows.with_status(Status(asked))
        return rows  # type: ignore[no-any-return]

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:  # noqa: ARG002
        """Describe the parameter."""
        schema = {"type": "string", "enum": [status.value for status in Status]}
        said = "Only what is in this status."
        return [{"name": "status", "in": "query", "required": False, "description": said, "schema": schema}]


class ReviewViewSet(DeskViewSet):
    """Records with a status, moved on by the acts of review."""

    filter_backends = [EqualityFilter, StatusFilter, NamedOrderingFilter]

    @property
    def write_scopes(self) -> Sequence[Scope]:  # type: ignore[override]  # elsewhere it does not hang on the address
        """The scopes that open a change of what is said, or the act that was asked for."""
        if self.action != "act":
            return (Scope.DRAFT,)
        act = self.kwargs.get("act")  # none where the whole operation is described
        return SCOPES.get(act, (Scope.REVIEW,)) if act else (Scope.DRAFT, Scope.REVIEW)

    def perform_destroy(self, instance: Any) -> None:  # noqa: ANN401  (a claim or a stance)
        """Delete what was never public."""
        delete_draft(instance, version=self.version, by=self.request.user)

    @extend_schema(request=ActSerializer)
    @action(detail=True, methods=["post"], url_path=r"(?P<act>(?!review/)[a-z-]{1,20})")
    def act(self, request: Request, act: str = "", **kwargs: str) -> Response:  # noqa: ARG002
        """Submit (scope `draft`), send back, publish, retract or restore (scope `review`), where nobody was faster.

        Sending back and retracting take a reason. Showing a claim to readers takes the checksum that its `review/` gave
        to this account: 409 where it was not read, or was changed since. Authors send their own back with `draft`,
        while nobody has reviewed it. A stance is neither retracted nor restored: no address of its own was cited.
        """
        if act not in list(Act):
            raise NotFound
        record = self.get_object()
        body = ActSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = {name: body.validated_data.get(name, "") for name in ("reason", "checksum")}
        review.perform(Act(act), record, by=request.user, version=self.version, **said)
        return Response(self.show(record))
