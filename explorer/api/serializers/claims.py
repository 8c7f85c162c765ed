"""Claims, their evidence and their relations as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, PageAddress, SlugReference
from explorer.coding.origin import Origin
from explorer.coding.vocabulary import Attribution, Bearing, Grade, Medium, Mode
from explorer.models import Claim, Evidence, Relation


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """The exact words that carry a claim, with who asserts them and whether they can carry a number."""

    source = SlugReference()  # type: ignore[assignment]  # the noun, not the field's option
    passage = SlugReference()
    asserter = SlugReference()
    grade = CodeField(Grade, source="passage.grade")
    attribution = CodeField(Attribution)
    scoring = serializers.BooleanField(read_only=True, help_text="Whether it can carry a numbered position.")
    start_time = serializers.FloatField(source="passage.start_time", read_only=True, allow_null=True)

    class Meta:
        model = Evidence
        fields = [
            *("source", "passage", "exact", "prefix", "suffix", "start", "end", "grade", "mode", "attribution"),
            *("asserter", "basis", "scoring", "start_time"),
        ]


class OriginSerializer(serializers.Serializer[Origin]):
    """Where and when words were said or written; a place is the title of an episode or of a document."""

    medium = CodeField(Medium)
    place = serializers.CharField(read_only=True)
    date = serializers.DateField(read_only=True, allow_null=True)


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """An assertion with its evidence; ``bearings`` has its bearing on each of its topics."""

    speaker = SlugReference()
    episode = SlugReference()
    mode = CodeField(Mode, allow_null=True)
    topics = serializers.SerializerMethodField()
    bearings = serializers.SerializerMethodField()
    points = serializers.SerializerMethodField()
    origin = OriginSerializer(read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)
    url = PageAddress()

    class Meta:
        model = Claim
        fields = [
            *("slug", "speaker", "episode", "statement", "mode", "role", "topics", "bearings", "points"),
            *("published_on", "origin", "evidence", "url"),
        ]

    def get_topics(self, claim: Claim) -> list[str]:
        """Return the slugs of the topics, in the order in which they were linked."""
        return list(self.get_bearings(claim))

    @extend_schema_field(
        {"type": "object", "additionalProperties": {"type": "string", "enum": [bearing.value for bearing in Bearing]}}
    )
    def get_bearings(self, claim: Claim) -> dict[str, str]:
        """Return the bearing on each topic, by the topic's slug."""
        return {link.topic.slug: link.bearing for link in claim.topic_links.all()}

    def get_points(self, claim: Claim) -> dict[str, str]:
        """Return the id of the claim's point by topic, of the topics where it has one."""
        return {link.topic.slug: link.point.slug for link in claim.topic_links.all() if link.point}


class RelationSerializer(serializers.ModelSerializer[Relation]):
    """The way in which the claim ``from`` bears on the claim ``to``."""

    class Meta:
        model = Relation
        fields = ["id", "kind", "reason"]

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with both ends after the id; ``from`` cannot be an attribute, as it is a Python keyword."""
        fields = super().get_fields()
        return {
            "id": fields.pop("id"),
            "from": SlugReference(source="from_claim"),
            "to": SlugReference(source="to_claim"),
        } | fields
