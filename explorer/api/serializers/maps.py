"""The matrix and the compass as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from explorer.api.serializers.fields import Reference
from explorer.models import Topic
from explorer.services.columns import Column
from explorer.services.mapping import Bearings, Compass


class CellSerializer(serializers.BaseSerializer[tuple[Topic, Column]]):
    """One guest on one topic: without a stance ``code``, ``position`` and ``confidence`` are null.

    ``label`` is the stance in words, or else what kind of blank it is; ``silence`` is null where they say something.
    ``claims`` counts the guest's own.
    """

    def to_representation(self, instance: tuple[Topic, Column]) -> dict[str, Any]:
        """Return the cell."""
        topic, column = instance
        stance = column.stance
        return {
            "topic": topic.slug,
            "speaker": column.speaker.slug,
            "position": column.position,
            "code": stance.stance.code if stance else None,
            "label": column.label,
            "confidence": stance.confidence if stance else None,
            "claims": len(column.claims),
            "silence": column.silence,
        }


class MatrixSerializer(serializers.Serializer[Mapping[str, Sequence[Any]]]):
    """Topics and guests in their orders, and a cell for each pair of them."""

    topics = Reference(many=True)
    speakers = Reference(many=True)
    cells = CellSerializer(many=True)


class PointSerializer(serializers.Serializer[Bearings]):
    """A guest with a position (−2…2) on both axes, and the lower confidence of the two."""

    speaker = Reference()
    x = serializers.IntegerField(source="x.position")
    y = serializers.IntegerField(source="y.position")
    confidence = serializers.ReadOnlyField()


class CompassSerializer(serializers.Serializer[Compass]):
    """Two topics as axes; ``unplaced`` are the guests who lack a position on one of them or on both."""

    x = Reference()
    y = Reference()
    points = PointSerializer(source="on_the_map", many=True)
    unplaced = serializers.SerializerMethodField()

    def get_unplaced(self, compass: Compass) -> list[str]:
        """Return the slugs of those without a point."""
        return [guest.speaker.slug for guest in (*compass.in_the_margin, *compass.unplaced)]
