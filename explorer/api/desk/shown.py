"""Records as curators' programs read them: what readers get, and where each is on its way to them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.api.serializers import ClaimSerializer, ContrastSerializer, RelationSerializer, StanceSerializer
from explorer.api.serializers.fields import CodeField, RecordAddress, SlugReference
from explorer.coding.review_permissions import Act
from explorer.coding.vocabulary import Status
from explorer.curation.review import acts_for
from explorer.debate.stances import AssessedStance
from explorer.documents.source_import import ImportReport
from explorer.models import Claim

ACTS = {"type": "array", "items": {"type": "string", "enum": [act.value for act in Act]}}
WHOSE = "The author's account, null where the record was loaded from a folder."


class DeskClaimSerializer(ClaimSerializer):
    """A claim whatever its status; ``acts`` is what the token may do with it now."""

    status = CodeField(Status)
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True, read_only=True, help_text=WHOSE
    )
    edited_by = serializers.CharField(source="edited_by.username", default=None, allow_null=True, read_only=True)
    acts = serializers.SerializerMethodField()

    class Meta(ClaimSerializer.Meta):
        """The fields, in order."""

        fields = [
            *ClaimSerializer.Meta.fields,
            *("status", "created_by", "edited_by", "sent_back_because", "retracted_on", "retraction_reason", "acts"),
        ]

    @extend_schema_field(ACTS)
    def get_acts(self, claim: Claim) -> list[str]:
        """Return the acts of review that are open."""
        return [act.value for act in acts_for(claim, by=self.context["request"].user)]


class DeskStanceSerializer(StanceSerializer):
    """A stance whatever its status; label and confidence rest on the claims that readers see."""

    status = CodeField(Status, source="record.status")
    created_by = serializers.CharField(
        source="record.created_by.username", default=None, allow_null=True, read_only=True, help_text=WHOSE
    )
    edited_by = serializers.CharField(source="record.edited_by.username", default=None, allow_null=True, read_only=True)
    sent_back_because = serializers.CharField(source="record.sent_back_because", read_only=True)
    acts = serializers.SerializerMethodField()

    @extend_schema_field(ACTS)
    def get_acts(self, assessed: AssessedStance) -> list[str]:
        """Return the acts of review that are open."""
        return [act.value for act in acts_for(assessed.record, by=self.context["request"].user)]


class DeskRelationSerializer(RelationSerializer):
    """A relation, of drafts too; readers see it once both claims are published."""


class DeskContrastSerializer(ContrastSerializer):
    """A contrast, which readers see at once."""


class ImportedSerializer(serializers.Serializer[ImportReport]):
    """What an import did; ``is_new`` is false where the episode held these bytes already."""

    source = SlugReference()  # type: ignore[assignment]  # the noun, not the field's option
    url = RecordAddress("api-source-detail")
    is_new = serializers.BooleanField()
    kinds = serializers.DictField(child=serializers.IntegerField(), help_text="How many passages there are of a kind.")
    warnings = serializers.ListField(child=serializers.CharField())

    def to_representation(self, instance: ImportReport) -> dict[str, Any]:
        """Show the source's address."""
        fields = self.fields
        return {
            "source": instance.source.slug,
            "url": fields["url"].to_representation(instance.source.slug),
            "is_new": instance.is_new,
            "kinds": instance.kinds,
            "warnings": list(instance.warnings),
        }


class HolderSerializer(serializers.Serializer[Any]):
    """Whose token it is, and what it opens."""

    account = serializers.CharField(source="user.username")
    token = serializers.CharField(source="auth.name")
    scopes = serializers.ListField(child=serializers.CharField(), source="auth.scopes")
    expires = serializers.DateTimeField(source="auth.expiry", allow_null=True)
