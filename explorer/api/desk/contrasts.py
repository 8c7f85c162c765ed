"""Contrasts between two people at the desk; readers see them at once."""

from typing import Any

from rest_framework import serializers

from explorer.api import views
from explorer.api.desk.fields import CodeChoiceField, RecordField, TextField
from explorer.api.desk.serializers import BodySerializer
from explorer.api.desk.viewsets import DeskViewSet
from explorer.api.serializers import ContrastSerializer
from explorer.coding.scopes import Scope
from explorer.coding.vocabulary import ContrastKind
from explorer.curation import relations
from explorer.models import Contrast, Speaker, Topic


class DeskContrastSerializer(ContrastSerializer):
    """A contrast; readers see it at once."""


class ContrastDraftSerializer(BodySerializer):
    """The kind of difference between two speakers on a topic."""

    topic = RecordField(Topic.objects.all())
    speakers = serializers.ListField(child=RecordField(Speaker.objects.all()), min_length=2, max_length=2)
    kind = CodeChoiceField(ContrastKind)
    reason = TextField(max_length=2000)

    def create(self, validated_data: dict[str, Any]) -> Contrast:
        by = validated_data.pop("by")
        return relations.relate(Contrast(**_split_pair(validated_data)), by=by)

    def update(self, instance: Contrast, validated_data: dict[str, Any]) -> Contrast:
        by, version = validated_data.pop("by"), validated_data.pop("version")
        return relations.amend(instance, _split_pair(validated_data), version=version, by=by)


class DeskContrastsViewSet(views.NumberedMixin, DeskViewSet):
    """Contrasts; readers see them at once."""

    queryset = Contrast.objects.with_grounds()
    narrowings = views.ContrastViewSet.narrowings
    serializer_class = DeskContrastSerializer
    body_class = ContrastDraftSerializer
    write_scopes = (Scope.REVIEW,)
    field_names = {"first": "speakers", "second": "speakers"}

    def perform_destroy(self, instance: Contrast) -> None:
        relations.remove(instance, version=self.version, by=self.request.user)


def _split_pair(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with the pair of ``speakers`` in the columns ``first`` and ``second``."""
    pair = fields.pop("speakers", None)
    return {**fields, **({"first": pair[0], "second": pair[1]} if pair else {})}
