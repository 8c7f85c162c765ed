"""The stances of the desk: curators draft and amend them, and see every status and what follows from the claims."""

from typing import Any

from rest_framework import serializers

from explorer.api import views
from explorer.api.desk.fields import CodeChoiceField, RecordField, TextField, WholeNumberField
from explorer.api.desk.review import ReviewViewSet
from explorer.api.desk.serializers import WHOSE, ActsField, BodySerializer
from explorer.api.serializers import StanceSerializer
from explorer.api.serializers.fields import CodeField
from explorer.coding.vocabulary import PointsTo, StanceCode, Status
from explorer.curation.amendments import amend_stance, draft_stance
from explorer.debate.stances import AssessedStance, assess_stances
from explorer.models import Episode, Speaker, Stance, Topic


class DeskStanceSerializer(StanceSerializer):
    """A stance in any status; its label and confidence rest on published claims alone."""

    status = CodeField(Status, source="record.status")
    created_by = serializers.CharField(
        source="record.created_by.username", default=None, allow_null=True, read_only=True, help_text=WHOSE
    )
    edited_by = serializers.CharField(source="record.edited_by.username", default=None, allow_null=True, read_only=True)
    sent_back_because = serializers.CharField(source="record.sent_back_because", read_only=True)
    acts = ActsField("record")

    def to_representation(self, instance: Stance | AssessedStance) -> dict[str, Any]:
        """Return the stance; assess it first if it does not come from an assessed page."""
        return super().to_representation(assess_stances([instance])[0] if isinstance(instance, Stance) else instance)


class StanceDraftSerializer(BodySerializer):
    """A stance as a curator sends it; its position rests on published claims of that speaker, topic and episode."""

    speaker = RecordField(Speaker.objects.all())
    topic = RecordField(Topic.objects.all())
    episode = RecordField(Episode.objects.all())
    code = CodeChoiceField(StanceCode, default=StanceCode.POSITION)
    position = WholeNumberField(
        min_value=-2, max_value=2, allow_null=True, required=False, help_text="Null for codes without a number."
    )
    points_to = CodeChoiceField(
        PointsTo, allow_null=True, default=None, help_text="Null for every code but not-placed."
    )
    rationale = TextField(max_length=400, help_text="One sentence that says why.")

    def validate_points_to(self, value: PointsTo | None) -> str:
        """Return what the column holds: an empty text for null."""
        return value or ""

    def create(self, validated_data: dict[str, Any]) -> Stance:
        by = validated_data.pop("by")
        return draft_stance(validated_data, by=by)

    def update(self, instance: Stance, validated_data: dict[str, Any]) -> Stance:
        by, version = validated_data.pop("by"), validated_data.pop("version")
        return amend_stance(instance, validated_data, version=version, by=by)


class DeskStancesViewSet(views.NumberedMixin, ReviewViewSet):
    """Stances in every status."""

    queryset = Stance.objects.for_desk()
    orderings = views.StanceViewSet.orderings
    narrowings = views.StanceViewSet.narrowings
    serializer_class = DeskStanceSerializer
    body_class = StanceDraftSerializer

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """Return the stances of one page, assessed together."""
        return assess_stances(super().paginate_queryset(queryset) or [])
