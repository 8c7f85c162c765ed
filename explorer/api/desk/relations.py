"""Relations between claims at the desk: readers see one as soon as both its claims are published."""

from typing import Any

from explorer.api import views
from explorer.api.desk.fields import CodeChoiceField, RecordField, TextField
from explorer.api.desk.serializers import BodySerializer
from explorer.api.desk.viewsets import DeskViewSet
from explorer.api.filters import NamedOrderingFilter
from explorer.api.serializers import RelationSerializer
from explorer.coding.scopes import Scope
from explorer.coding.vocabulary import RelationKind
from explorer.curation import relations
from explorer.models import Claim, Relation


class DeskRelationSerializer(RelationSerializer):
    """A relation between claims in any status; readers see it once both claims are published."""


class RelationDraftSerializer(BodySerializer):
    """The way in which the claim ``from`` bears on the claim ``to``."""

    kind = CodeChoiceField(RelationKind)
    reason = TextField(max_length=200)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with both ends; ``from`` cannot be an attribute, as it is a Python keyword."""
        ends = {
            "from": RecordField(Claim.objects.all(), source="from_claim"),
            "to": RecordField(Claim.objects.all(), source="to_claim"),
        }
        return ends | super().get_fields()

    def create(self, validated_data: dict[str, Any]) -> Relation:
        by = validated_data.pop("by")
        return relations.relate(Relation(**validated_data), by=by)

    def update(self, instance: Relation, validated_data: dict[str, Any]) -> Relation:
        by, version = validated_data.pop("by"), validated_data.pop("version")
        return relations.amend(instance, validated_data, version=version, by=by)


class DeskRelationsViewSet(views.NumberedMixin, DeskViewSet):
    """Relations between claims in any status; those between two published claims take the scope ``review``."""

    queryset = Relation.objects.with_claims()
    filter_backends = [NamedOrderingFilter]
    serializer_class = DeskRelationSerializer
    body_class = RelationDraftSerializer
    write_scopes = (Scope.DRAFT, Scope.REVIEW)
    field_names = {"from_claim": "from", "to_claim": "to"}

    def perform_destroy(self, instance: Relation) -> None:
        relations.remove(instance, version=self.version, by=self.request.user)
