"""Claims at the desk: drafted with their evidence, amended, and shown in every status."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import slug_re
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.anchoring import TextQuote
from explorer.api import views
from explorer.api.desk.fields import BearingsField, CodeChoiceField, PointsField, RecordField, TextField, VerbatimField
from explorer.api.desk.review import ReviewViewSet
from explorer.api.desk.serializers import WHOSE, ActsField, BodySerializer
from explorer.api.serializers import ClaimSerializer
from explorer.api.serializers.fields import CodeField, SlugReference
from explorer.api.tokens import TokenRequirement
from explorer.coding.scopes import Scope
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, Mode, Status
from explorer.curation.amendments import Amendment, amend_claim
from explorer.curation.claim_review import ClaimReview, open_review
from explorer.curation.drafts import ClaimDraft, QuotationDraft, TopicDraft, draft_claim
from explorer.curation.selection import LONGEST_AROUND
from explorer.models import Claim, Episode, Passage, Point, Source, Speaker, Topic
from explorer.models.fields import LONGEST_QUOTATION, LONGEST_STATEMENT
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
    statement = TextField(max_length=LONGEST_STATEMENT)
    role = CodeChoiceField(ClaimRole, default=ClaimRole.PLAIN)
    bearings = BearingsField(help_text="By the slug of each topic how the claim bears on it.")
    points = PointsField(required=False, help_text="By the slug of a topic the id of the point that the claim answers.")
    evidence = QuotationSerializer(many=True, min_length=1, max_length=MOST_QUOTATIONS)  # type: ignore[call-arg]  # the list's

    def validate_bearings(self, bearings: Mapping[str, Bearing]) -> dict[Topic, Bearing]:
        """Return the bearings by topic; raises ValidationError where a slug is none of theirs."""
        slugs = [slug for slug in bearings if slug_re.match(slug)]
        topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs)}
        if unknown := [shorten(slug, 100) for slug in bearings if slug not in topics]:
            raise serializers.ValidationError(f"There is no topic {join_words(unknown, 'or')}; see /api/v1/topics/.")
        return {topics[slug]: bearing for slug, bearing in bearings.items()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Put bearings and points together as topics; what is left out of a change stays as it is.

        Raises ValidationError for a point that its topic lacks, and for a topic that the claim is not about.
        """
        given: dict[str, str | None] = attrs.pop("points", {})
        links = list(self.instance.topic_links.select_related("topic", "point")) if self.instance else []
        if "bearings" not in attrs and not given:
            return attrs
        bearings = attrs.pop("bearings", {link.topic: Bearing(link.bearing) for link in links})
        wanted = {link.topic.slug: link.point.slug for link in links if link.point} | given
        if strange := [slug for slug in given if slug not in {topic.slug for topic in bearings}]:
            raise serializers.ValidationError({"points": [f"The claim is not about {join_words(strange, 'or')}."]})
        attrs["topics"] = [
            TopicDraft(topic, bearing, _find_point(topic, wanted.get(topic.slug)))
            for topic, bearing in bearings.items()
        ]
        return attrs

    def validate_evidence(self, pieces: list[dict[str, Any]]) -> list[QuotationDraft]:
        return [_make_quotation(piece) for piece in pieces]

    def create(self, validated_data: dict[str, Any]) -> Claim:
        draft = ClaimDraft(
            holder=validated_data["speaker"],
            episode=validated_data["episode"],
            statement=validated_data["statement"],
            role=validated_data["role"],
            topics=validated_data["topics"],
            quotations=validated_data["evidence"],
        )
        return draft_claim(draft, by=validated_data["by"])

    def update(self, instance: Claim, validated_data: dict[str, Any]) -> Claim:
        by, version, topics, quotations = (
            validated_data.pop(name, None) for name in ("by", "version", "topics", "evidence")
        )
        amendment = Amendment(columns=validated_data, topics=topics, quotations=quotations)
        return amend_claim(instance, amendment, version=version, by=by)


class PassageTextSerializer(serializers.ModelSerializer[Passage]):
    """A passage with its words, whatever its rights let readers see."""

    id = serializers.CharField(source="slug", read_only=True)
    speaker = SlugReference(allow_null=True)

    class Meta:
        model = Passage
        fields = ["id", "speaker", "section", "start", "end", "text"]


class ReviewedQuotationSerializer(serializers.Serializer[Any]):
    """A quotation in its passage, between the passages around it."""

    exact = serializers.CharField(source="evidence.exact")
    passage = PassageTextSerializer(source="evidence.passage")
    before = PassageTextSerializer(allow_null=True)
    after = PassageTextSerializer(allow_null=True)


class RuleVerdictSerializer(serializers.Serializer[Any]):
    """What a rule says of a claim: it holds, a reader has to judge, or it is broken."""

    state = serializers.ChoiceField(choices=["ok", "ask", "broken"])
    says = serializers.CharField()
    detail = serializers.CharField()


class ClaimReviewSerializer(serializers.Serializer[Any]):
    """A claim as its reviewer reads it; ``checksum`` is kept for the account that reads, and sent back to publish."""

    checksum = serializers.CharField()
    claim = DeskClaimSerializer()
    quotations = ReviewedQuotationSerializer(many=True, source="evidence")
    rules = RuleVerdictSerializer(many=True)
    nearest = serializers.SerializerMethodField(help_text="The holder's published claims that come nearest, by slug.")

    def get_nearest(self, read: ClaimReview) -> list[str]:
        """Return slugs."""
        return [near.claim.slug for near in read.nearest]


class DeskClaimsViewSet(ReviewViewSet):
    """Claims in every status."""

    queryset = Claim.objects.for_desk().with_evidence().with_topics()
    orderings = views.ClaimViewSet.orderings
    narrowings = views.ClaimViewSet.narrowings
    serializer_class = DeskClaimSerializer
    body_class = ClaimDraftSerializer

    @property
    def need(self) -> TokenRequirement | None:
        """What the action takes: reading for review is the reviewers'."""
        return TokenRequirement((Scope.REVIEW,), "explorer.review_claim") if self.action == "read" else super().need

    @extend_schema(operation_id="desk_claims_review", responses=ClaimReviewSerializer)
    @action(detail=True, methods=["get"], url_path="review", url_name="review")
    def read(self, request: Request, **kwargs: str) -> Response:
        """Return a claim for review, and keep that this account has read it as it is now.

        Scope `review`. To publish or restore the claim, send the checksum back.
        """
        read = open_review(self.get_object(), by=request.user)
        return Response(ClaimReviewSerializer(read, context=self.get_serializer_context()).data)


def _find_point(topic: Topic, slug: str | None) -> Point | None:
    """Return the point of a topic with an id, None without one; raises ValidationError where there is none."""
    if not slug:
        return None
    points = {point.slug: point for point in topic.points.all()}
    if slug not in points:
        cure = f"use {join_words(list(points), 'or')}" if points else "the topic has no points"
        raise serializers.ValidationError({"points": [f"{topic.slug} has no point “{shorten(slug, 100)}”; {cure}."]})
    return points[slug]


def _make_quotation(piece: Mapping[str, Any]) -> QuotationDraft:
    return QuotationDraft(
        source=piece["source"],
        quote=TextQuote(piece["exact"], piece.get("prefix", ""), piece.get("suffix", "")),
        asserter=piece["asserter"],
        basis=piece["basis"],
        mode=piece.get("mode", Mode.ASSERTED),
    )
