"""The matrix and the compass as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, SlugReference
from explorer.coding.vocabulary import Confidence, Silence, StanceCode
from explorer.debate.comparison import Column
from explorer.debate.compass import Compass, GuestBearings
from explorer.models import Topic

UNDATED = "Slugs of the claims that the day cannot place."


class MatrixCell(NamedTuple):
    """One guest on one topic."""

    topic: Topic
    column: Column


class CellSerializer(serializers.Serializer[MatrixCell]):
    """One guest on one topic; ``code``, ``position`` and ``confidence`` are null without a stance.

    ``label`` is the stance in words, or the kind of blank; ``silence`` is null where the guest takes a position.
    ``claims`` counts the guest's own claims.
    """

    topic = SlugReference()
    speaker = SlugReference(source="column.speaker")
    position = serializers.IntegerField(source="column.position", allow_null=True, min_value=-2, max_value=2)
    code = CodeField(StanceCode, source="column.stance.code", allow_null=True)
    label = serializers.CharField(source="column.label")  # type: ignore[assignment]  # the noun, not the field's option
    confidence = CodeField(Confidence, source="column.stance.confidence", allow_null=True)
    claims = serializers.SerializerMethodField(help_text="How many of their own.")
    silence = CodeField(Silence, source="column.silence", allow_null=True)

    def get_claims(self, cell: MatrixCell) -> int:
        """Return the number of the guest's own claims."""
        return len(cell.column.claims)


class MatrixSerializer(serializers.Serializer[Mapping[str, Sequence[Any]]]):
    """Topics and guests in their orders, and a cell for each pair of them."""

    topics = SlugReference(many=True)
    speakers = SlugReference(many=True)
    cells = CellSerializer(many=True)
    as_of = serializers.DateField(required=False, help_text="Only where a day was asked for.")
    undated = serializers.ListField(child=serializers.CharField(), required=False, help_text=UNDATED)


class CompassPointSerializer(serializers.Serializer[GuestBearings]):
    """A guest with a position (−2…2) on both axes, and the lower confidence of the two."""

    speaker = SlugReference()
    x = serializers.IntegerField(source="x.position", min_value=-2, max_value=2)
    y = serializers.IntegerField(source="y.position", min_value=-2, max_value=2)
    confidence = CodeField(Confidence, allow_null=True)


class CompassSerializer(serializers.Serializer[Compass]):
    """Two topics as axes; ``unplaced`` are the guests who lack a position on one of them or on both."""

    x = SlugReference()
    y = SlugReference()
    points = CompassPointSerializer(source="on_the_map", many=True)
    unplaced = serializers.SerializerMethodField()
    as_of = serializers.DateField(required=False, help_text="Only where a day was asked for.")
    undated = serializers.ListField(child=serializers.CharField(), required=False, help_text=UNDATED)

    def get_unplaced(self, compass: Compass) -> list[str]:
        """Return the slugs of the guests without a point."""
        return [guest.speaker.slug for guest in (*compass.in_the_margin, *compass.unplaced)]
