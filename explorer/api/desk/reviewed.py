"""Claims and stances of every status: drafted, amended, and moved on by the acts of review."""

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

from explorer.api import views
from explorer.api.desk import shown, written
from explorer.api.desk.bases import READING, DeskNoun, read
from explorer.api.desk.preconditions import version_read
from explorer.api.filters import EqualityFilter, NamedOrderingFilter
from explorer.api.tokens import TokenRequirement
from explorer.coding.review_permissions import Act
from explorer.coding.scopes import Scope
from explorer.coding.vocabulary import Status
from explorer.curation import amendments, review
from explorer.curation.drafts import draft_claim
from explorer.debate.stances import AssessedStance, assess_stances
from explorer.models import Claim, Stance
from explorer.text import join_words, shorten

SCOPES: Mapping[str, Sequence[Scope]] = {Act.SUBMIT: (Scope.DRAFT,), Act.SEND_BACK: (Scope.REVIEW, Scope.DRAFT)}
"""Which scopes open an act; all others are the reviewers'. An author takes back what nobody has reviewed yet."""


class ByStatus(BaseFilterBackend):
    """Narrows a list by ``?status=draft``."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:  # noqa: ARG002
        """Return what is in the status that the address names."""
        rows: Any = queryset
        for asked in request.query_params.getlist("status"):
            if asked not in list(Status):
                known = join_words([one.value for one in Status], "or")
                raise ValidationError({"status": [f"There is no status {shorten(asked, 40)}; use {known}."]})
            rows = rows.with_status(Status(asked))
        return rows  # type: ignore[no-any-return]

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:  # noqa: ARG002
        """Describe the parameter."""
        schema = {"type": "string", "enum": [one.value for one in Status]}
        said = "Only what is in this status."
        return [{"name": "status", "in": "query", "required": False, "description": said, "schema": schema}]


class Reviewed(DeskNoun):
    """Records with a status."""

    filter_backends = [EqualityFilter, ByStatus, NamedOrderingFilter]
    noun: str

    @property
    def need(self) -> TokenRequirement | None:
        """What the operation takes; who does an act is settled by the service."""
        acts = {"list": "view", "retrieve": "view", "create": "add", "partial_update": "change", "destroy": "delete"}
        if self.action == "act":
            asked = self.kwargs.get("act")  # none where the whole operation is described
            scopes = SCOPES.get(asked, (Scope.REVIEW,)) if asked else (Scope.DRAFT, Scope.REVIEW)
            return TokenRequirement(scopes, f"explorer.view_{self.noun}")
        if (act := acts.get(self.action or "")) is None:
            return None
        return TokenRequirement(READING if act == "view" else (Scope.DRAFT,), f"explorer.{act}_{self.noun}")

    @extend_schema(request=written.ActSerializer)
    @action(detail=True, methods=["post"], url_path=r"(?P<act>[a-z-]{1,20})")
    def act(self, request: Request, act: str = "", **kwargs: str) -> Response:  # noqa: ARG002
        """Submit (scope `draft`), send back, publish, retract or restore (scope `review`), where nobody was faster.

        Sending back and retracting take a reason. Authors send their own back with `draft`, while nobody has reviewed
        it. A stance is neither retracted nor restored: no address of its own was cited.
        """
        if act not in list(Act):
            raise NotFound
        row = self.row()
        version = version_read(request, row)
        reason = read(written.ActSerializer, request).validated_data.get("reason", "")
        review.perform(Act(act), row, by=request.user, reason=reason, version=version)
        return self.answer(self._stored(row))


class DeskClaims(Reviewed):
    """Claims whatever their status."""

    noun = "claim"
    queryset = Claim.objects.for_desk().with_evidence().with_topics()
    orderings = views.ClaimViewSet.orderings
    narrowings = views.ClaimViewSet.narrowings
    serializer_class = shown.DeskClaimSerializer
    written_class = written.ClaimDraftSerializer

    def add(self, body: written.ClaimDraftSerializer) -> Claim:
        """Draft a claim."""
        return draft_claim(body.draft, by=self.request.user)

    def change(self, row: Claim, body: written.ClaimDraftSerializer, version: int | None) -> None:
        """Change what a claim says."""
        amendments.amend_claim(row, body.amendment, version=version, by=self.request.user)

    def remove(self, row: Claim, version: int | None) -> None:
        """Delete a claim that was never public."""
        amendments.delete_draft(row, version=version, by=self.request.user)


class DeskStances(Reviewed):
    """Stances whatever their status."""

    noun = "stance"
    lookup_field = "pk"
    lookup_value_regex = views.NumberedRecordViewSet.lookup_value_regex
    queryset = Stance.objects.for_desk()
    orderings = views.StanceViewSet.orderings
    narrowings = views.StanceViewSet.narrowings
    serializer_class = shown.DeskStanceSerializer
    written_class = written.StanceDraftSerializer

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:  # noqa: ANN401  (REST framework's signature)
        """Assess the stances of one page together."""
        return assess_stances(super().paginate_queryset(queryset) or [])

    def shown(self, row: Stance) -> AssessedStance:
        """Assess one stance."""
        return assess_stances([row])[0]

    def add(self, body: written.StanceDraftSerializer) -> Stance:
        """Draft a stance."""
        return amendments.draft_stance(body.validated_data, by=self.request.user)

    def change(self, row: Stance, body: written.StanceDraftSerializer, version: int | None) -> None:
        """Change what a stance says."""
        amendments.amend_stance(row, body.validated_data, version=version, by=self.request.user)

    def remove(self, row: Stance, version: int | None) -> None:
        """Delete a stance that was never public."""
        amendments.delete_draft(row, version=version, by=self.request.user)
