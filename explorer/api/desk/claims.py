"""Claims at the desk: drafted with their evidence, amended, and shown in every status."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import slug_re
from rest_framework import serializers

from explorer.anchoring import TextQuote
from explorer.api import views
from explorer.api.desk.fields import BearingsField, CodeChoiceField, RecordField, TextField, VerbatimField
from explorer.api.desk.review import ReviewViewSet
from explorer.api.desk.serializers import WHOSE, ActsField, BodySerializer
from explorer.api.serializers import ClaimSerializer
from explorer.api.serializers.fields import CodeField
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Mode, Status
from explorer.curation.amendments import Amendment, amend_claim
from explorer.curation.drafts import ClaimDraft, QuotationDraft, draft_claim
from explorer.curation.selection import LONGEST_AROUND
from explorer.models import Claim, Episode, Source, Speaker, Topic
from explorer.models.fields import LONGEST_QUOTATION
from explorer.text import join_words, shorten

MOST_QUOTATIONS = 50


class DeskClaimSerializer(ClaimSerializer):
    """A claim in any status; ``acts`` are the acts of review that the token may perform now."""

    status = CodeField(Status)
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True, read_only=True, help_text=WHOSE
    )
    edited_by = serializers.CharField(source="edited_by.username", default=None, allow_null=True, read_only=True)
    acts = ActsField()

    class Meta(ClaimSerializer.Meta):
        fields = [
            *ClaimSerializer.Meta.fields,
            *("status", "created_by", "edited_by", "sent_back_because", "retracted_on", "retraction_reason", "acts"),
        ]


class QuotationSerializer(BodySerializer):
    """Words that carry a claim; they must stand in the source exactly once."""

    source = RecordField(Source.objects.defer("raw"))  # type: ignore[assignment]  # the noun, not the field's option
    exact = VerbatimField(max_length=2 * LONGEST_QUOTATION, help_text="As it stands there, at most 400 code points.")
    prefix = VerbatimField(
        max_length=LONGEST_AROUND, required=False, allow_blank=True, help_text="Where the words repeat."
    )
    suffix = VerbatimField(
        max_length=LONGEST_AROUND, required=False, allow_blank=True, help_text="Where the words repeat."
    )
    asserter = RecordField(Speaker.objects.all(), help_text="Who says so in these words.")
    basis = CodeChoiceField(Basis)
    mode = CodeChoiceField(Mode, default=Mode.ASSERTED)

    def to_internal_value(self, data: Any) -> Any:
        """Return the quotation; raises ValidationError where a field is missing, in a change as well."""
        if isinstance(data, Mapping):
            needed = [name for name, field in self.fields.items() if field.required]
            if missing := [name for name in needed if name not in data]:
                raise serializers.ValidationError({name: ["This field is required."] for name in missing})
        return super().to_internal_value(data)


class ClaimDraftSerializer(BodySerializer):
    """A claim with its evidence; its slug is made of the holder's name and the statement."""

    speaker = RecordField(Speaker.objects.all(), help_text="The holder: whose view it is.")
    episode = RecordField(Episode.objects.all())
    statement = TextField(max_length=200)
    role = CodeChoiceField(ClaimRole, default=ClaimRole.PLAIN)
    bearings = BearingsField(help_text="By the slug of each topic how the claim bears on it.")
    evidence = QuotationSerializer(many=True, min_length=1, max_length=MOST_QUOTATIONS)  # type: ignore[call-arg]  # the list's

    def validate_bearings(self, bearings: Mapping[str, Bearing]) -> list[tuple[Topic, Bearing]]:
        """Return the topics with their bearings; raises ValidationError for a slug that no topic has."""
        slugs = [slug for slug in bearings if slug_re.match(slug)]
        topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs)}
        if unknown := [shorten(slug, 100) for slug in bearings if slug not in topics]:
            raise serializers.ValidationError(f"There is no topic {join_words(unknown, 'or')}; see /api/v1/topics/.")
        return [(topics[slug], bearing) for slug, bearing in bearings.items()]

    def validate_evidence(self, pieces: list[dict[str, Any]]) -> list[QuotationDraft]:
        return [_make_quotation(piece) for piece in pieces]

    def create(self, validated_data: dict[str, Any]) -> Claim:
        draft = ClaimDraft(
            holder=validated_data["speaker"],
            episode=validated_data["episode"],
            statement=validated_data["statement"],
            role=validated_data["role"],
            topics=validated_data["bearings"],
            quotations=validated_data["evidence"],
        )
        return draft_claim(draft, by=validated_data["by"])

    def update(self, instance: Claim, validated_data: dict[str, Any]) -> Claim:
        by, version, topics, quotations = (
            validated_data.pop(name, None) for name in ("by", "version", "bearings", "evidence")
        )
        amendment = Amendment(columns=validated_data, topics=topics, quotations=quotations)
        return amend_claim(instance, amendment, version=version, by=by)


class DeskClaimsViewSet(ReviewViewSet):
    """Claims in every status."""

    queryset = Claim.objects.for_desk().with_evidence().with_topics()
    orderings = views.ClaimViewSet.orderings
    narrowings = views.ClaimViewSet.narrowings
    serializer_class = DeskClaimSerializer
    body_class = ClaimDraftSerializer


def _make_quotation(piece: Mapping[str, Any]) -> QuotationDraft:
    return QuotationDraft(
        source=piece["source"],
        quote=TextQuote(piece["exact"], piece.get("prefix", ""), piece.get("suffix", "")),
        asserter=piece["asserter"],
        basis=piece["basis"],
        mode=piece.get("mode", Mode.ASSERTED),
    )
