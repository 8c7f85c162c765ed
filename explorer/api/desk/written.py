"""What programs write: bodies that become drafts, amendments and acts."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import slug_re
from rest_framework import serializers

from explorer.anchoring import TextQuote
from explorer.api.desk.fields import Bearings, Choosing, Named, Strict, Text, Whole, Words
from explorer.coding.vocabulary import Basis, Bearing, ClaimRole, ContrastKind, Format, Mode, RelationKind, StanceCode
from explorer.curation.amendments import Amendment
from explorer.curation.drafts import ClaimDraft, QuotationDraft
from explorer.curation.selection import LONGEST_AROUND
from explorer.models import Claim, Episode, Source, Speaker, Topic
from explorer.models.fields import LONGEST_QUOTATION
from explorer.text import join_words, shorten

MOST_QUOTATIONS = 50


class QuotationSerializer(Strict):
    """Words that carry a claim; they are found in the source, exactly once, or refused."""

    source = Named(Source.objects.defer("raw"))  # type: ignore[assignment]  # the noun, not the field's option
    exact = Words(max_length=2 * LONGEST_QUOTATION, help_text="As it stands there, at most 400 code points.")
    prefix = Words(max_length=LONGEST_AROUND, required=False, allow_blank=True, help_text="Where the words repeat.")
    suffix = Words(max_length=LONGEST_AROUND, required=False, allow_blank=True, help_text="Where the words repeat.")
    asserter = Named(Speaker.objects.all(), help_text="Who says so in these words.")
    basis = Choosing(Basis)
    mode = Choosing(Mode, default=Mode.ASSERTED)

    def to_internal_value(self, data: Any) -> Any:  # noqa: ANN401  (its base's signature)
        """Ask for whole quotations, of a change to a claim as well."""
        if isinstance(data, Mapping):
            needed = [name for name, field in self.fields.items() if field.required]
            if lacking := [name for name in needed if name not in data]:
                raise serializers.ValidationError({name: ["This field is required."] for name in lacking})
        return super().to_internal_value(data)


class ClaimDraftSerializer(Strict):
    """A claim with the words that carry it; its address is made of its holder's name and its statement."""

    speaker = Named(Speaker.objects.all(), help_text="The holder: whose view it is.")
    episode = Named(Episode.objects.all())
    statement = Text(max_length=200)
    role = Choosing(ClaimRole, default=ClaimRole.PLAIN)
    bearings = Bearings(help_text="By the slug of each topic how the claim bears on it.")
    evidence = QuotationSerializer(many=True, min_length=1, max_length=MOST_QUOTATIONS)  # type: ignore[call-arg]  # the list's

    def validate_bearings(self, bearings: Mapping[str, Bearing]) -> list[tuple[Topic, Bearing]]:
        """Return the topics; raises ValidationError where a slug is none of theirs."""
        slugs = [slug for slug in bearings if slug_re.match(slug)]
        topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs)}
        if unknown := [shorten(slug, 100) for slug in bearings if slug not in topics]:
            raise serializers.ValidationError(f"There is no topic {join_words(unknown, 'or')}; see /api/v1/topics/.")
        return [(topics[slug], bearing) for slug, bearing in bearings.items()]

    def validate_evidence(self, pieces: list[dict[str, Any]]) -> list[QuotationDraft]:
        """Return the quotations."""
        return [_quotation(piece) for piece in pieces]

    @property
    def draft(self) -> ClaimDraft:
        """What was sent, of a new claim."""
        data = dict(self.validated_data)
        return ClaimDraft(
            holder=data["speaker"],
            episode=data["episode"],
            statement=data["statement"],
            role=data["role"],
            topics=data["bearings"],
            quotations=data["evidence"],
        )

    @property
    def amendment(self) -> Amendment:
        """What was sent, of a claim that is there."""
        columns = dict(self.validated_data)
        topics, quotations = columns.pop("bearings", None), columns.pop("evidence", None)
        return Amendment(columns=columns, topics=topics, quotations=quotations)


class StanceDraftSerializer(Strict):
    """Where a speaker stood; a number rests on published claims of the same speaker, topic and episode."""

    speaker = Named(Speaker.objects.all())
    topic = Named(Topic.objects.all())
    episode = Named(Episode.objects.all())
    code = Choosing(StanceCode, default=StanceCode.POSITION)
    position = Whole(
        min_value=-2, max_value=2, allow_null=True, required=False, help_text="Null for codes without a number."
    )
    rationale = Text(max_length=400, help_text="One sentence that says why.")


class RelationDraftSerializer(Strict):
    """How one claim bears on another, ``from`` a claim ``to`` a claim."""

    kind = Choosing(RelationKind)
    reason = Text(max_length=200)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with both ends, whose names are no names in Python."""
        ends = {
            "from": Named(Claim.objects.all(), source="from_claim"),
            "to": Named(Claim.objects.all(), source="to_claim"),
        }
        return ends | super().get_fields()


class ContrastDraftSerializer(Strict):
    """What kind of difference two speakers have on a topic."""

    topic = Named(Topic.objects.all())
    speakers = serializers.ListField(child=Named(Speaker.objects.all()), min_length=2, max_length=2)
    kind = Choosing(ContrastKind)
    reason = Text(max_length=2000)

    @property
    def columns(self) -> dict[str, Any]:
        """What was sent, by the names of the columns."""
        columns = dict(self.validated_data)
        if pair := columns.pop("speakers", None):
            columns["first"], columns["second"] = pair
        return columns


class ActSerializer(Strict):
    """Why a record is sent back or retracted; the author is told, of a retraction readers are."""

    reason = Text(max_length=2000, required=False, allow_blank=True)


class ImportSerializer(Strict):
    """A document as it was obtained, with what is known of it; what is left out is taken from it or its episode."""

    file = serializers.FileField(max_length=255)
    episode = Text(max_length=100, help_text="The slug of the episode that it is about.")
    format = Choosing(Format, required=False, help_text="Detected where it is not named.")
    slug = Text(max_length=100, required=False, allow_blank=True)
    title = Text(max_length=200, required=False, allow_blank=True)
    writer = Text(max_length=200, required=False, allow_blank=True)
    publisher = Text(max_length=200, required=False, allow_blank=True)
    url = Text(max_length=500, required=False, allow_blank=True)
    rights = Text(max_length=2000, required=False, allow_blank=True)


def _quotation(piece: Mapping[str, Any]) -> QuotationDraft:
    return QuotationDraft(
        source=piece["source"],
        quote=TextQuote(piece["exact"], piece.get("prefix", ""), piece.get("suffix", "")),
        asserter=piece["asserter"],
        basis=piece["basis"],
        mode=piece.get("mode", Mode.ASSERTED),
    )
