"""Stances, and the columns of a comparison, as JSON."""

from typing import Any

from rest_framework import serializers

from explorer.api.serializers.claims import ClaimSerializer
from explorer.api.serializers.fields import CodeField, SlugReference
from explorer.coding.vocabulary import Confidence, PointsTo, Silence, StanceCode
from explorer.debate.comparison import Column, Comparison
from explorer.debate.stances import AssessedStance


class StanceSerializer(serializers.Serializer[AssessedStance]):
    """A speaker's stance on a topic in an episode; ``as_of`` is the episode's date, null where undated."""

    id = serializers.IntegerField(source="pk")
    speaker = SlugReference()
    topic = SlugReference()
    episode = SlugReference()
    code = CodeField(StanceCode)
    points_to = CodeField(
        PointsTo,
        allow_null=True,
        help_text="What the words of who is not placed point to; no position, and null for all other codes.",
    )
    position = serializers.IntegerField(
        allow_null=True,
        min_value=-2,
        max_value=2,
        help_text="−2 firmly the topic's first pole … +2 firmly its second; null for codes without a number.",
    )
    label = serializers.CharField()  # type: ignore[assignment]  # a field called label, not the option of that name
    rationale = serializers.CharField()
    confidence = CodeField(Confidence, allow_null=True)
    as_of = serializers.DateField(allow_null=True)
    claims = SlugReference(many=True)


class TopicClaimSerializer(ClaimSerializer):
    """A claim in a column, printed like any other claim."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the claim that the column's item holds as its record."""
        return super().to_representation(instance.record)


class ColumnSerializer(serializers.Serializer[Column]):
    """One speaker on a topic: the stances, newest first, and the claims; ``silence`` says why there is no stance."""

    speaker = SlugReference()
    stance = StanceSerializer(allow_null=True)
    earlier = StanceSerializer(many=True)
    silence = CodeField(Silence, allow_null=True)
    claims = TopicClaimSerializer(many=True)
    reported = TopicClaimSerializer(many=True)


class ComparisonSerializer(serializers.Serializer[Comparison]):
    """A topic with a column for each speaker, in the order asked for.

    If a day ``as_of`` was asked for, the answer also has the day and the claims without a date.
    """

    topic = SlugReference()
    columns = ColumnSerializer(many=True)
    as_of = serializers.DateField(required=False, help_text="Only where a day was asked for.")
    undated = TopicClaimSerializer(many=True, required=False, help_text="Claims that the day cannot place.")
