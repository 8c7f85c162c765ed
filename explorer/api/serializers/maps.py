"""The matrix and the compass as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, SlugReference
from explorer.coding.vocabulary import Confidence, Silence, StanceCode
from explorer.debate.compass import Compass, GuestBearings
from explorer.debate.overviews.shown_cells import ShownCell

UNDATED = "Slugs of the claims that the day cannot place."


class CellSerializer(serializers.Serializer[ShownCell]):
    """One guest on one topic; ``code``, ``position`` and ``confidence`` are null without a stance.

    ``label`` is the stance in words, or the kind of blank; ``silence`` is null where the guest takes a position.
    ``claims`` counts the guest's own claims.
    """

    topic = SlugReference()
    speaker = SlugReference()
    position = serializers.IntegerField(allow_null=True, min_value=-2, max_value=2)
    code = CodeField(StanceCode, allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]  # the noun, not the field's option
    confidence = CodeField(Confidence, allow_null=True)
    claims = serializers.SerializerMethodField(help_text="How many of their own.")
    silence = CodeField(Silence, allow_null=True)

    def get_claims(self, cell: ShownCell) -> int:
        """Return the number of the guest's own claims."""
        return cell.claim_count


def describe_cell(cell: ShownCell) -> dict[str, Any]:
    """Return the fields of a cell; the serializer, which describes them, would take half a minute for 160,000 cells."""
    stance = cell.stance
    return {
        "topic": cell.topic.slug,
        "speaker": cell.speaker.slug,
        "position": cell.position,
        "code": stance.code.value if stance else None,
        "label": cell.label,
        "confidence": stance.confidence.value if stance and stance.confidence else None,
        "claims": cell.claim_count,
        "silence": cell.silence.value if cell.silence else None,
    }


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
