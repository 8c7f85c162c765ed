"""Claims, their evidence and their relations as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, PageAddress, SlugReference
from explorer.coding.vocabulary import Attribution, Bearing, Grade, Mode
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
        """The fields, in order."""

        model = Evidence
        fields = [
            *("source", "passage", "exact", "prefix", "suffix", "start", "end", "grade", "mode", "attribution"),
            *("asserter", "basis", "scoring", "start_time"),
        ]


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """An assertion with its evidence; ``bearings`` says how it bears on each of its topics."""

    speaker = SlugReference()
    episode = SlugReference()
    mode = CodeField(Mode, allow_null=True)
    topics = serializers.SerializerMethodField()
    bearings = serializers.SerializerMethodField()
    evidence = EvidenceSerializer(many=True, read_only=True)
    url = PageAddress()

    class Meta:
        """The fields, in order."""

        model = Claim
        fields = [
            *("slug", "speaker", "episode", "statement", "mode", "role", "topics", "bearings", "published_on"),
            *("evidence", "url"),
        ]

    def get_topics(self, claim: Claim) -> list[str]:
        """Return the topics' slugs in the order in which they were linked."""
        return list(self.get_bearings(claim))

    @extend_schema_field(
        {"type": "object", "additionalProperties": {"type": "string", "enum": [bearing.value for bearing in Bearing]}}
    )
    def get_bearings(self, claim: Claim) -> dict[str, str]:
        """Return the bearing by topic."""
        return {link.topic.slug: link.bearing for link in claim.topic_links.all()}


class RelationSerializer(serializers.ModelSerializer[Relation]):
    """How one claim bears on another: ``from`` a claim ``to`` a claim."""

    class Meta:
        """The fields, in order; the ends are added where their names are no names in Python."""

        model = Relation
        fields = ["id", "kind", "reason"]

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with both ends after the id."""
        fields = super().get_fields()
        return {
            "id": fields.pop("id"),
            "from": SlugReference(source="from_claim"),
            "to": SlugReference(source="to_claim"),
        } | fields
