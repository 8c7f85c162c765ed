"""The debate at one glance for programs: every position in a matrix, and two questions at right angles."""

from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api import serializers
from explorer.api.filters import named
from explorer.models import Speaker, Topic
from explorer.services.comparing import survey
from explorer.services.mapping import chart


class MatrixViewSet(ViewSet):
    """Every guest on every topic: a cell for each, topic by topic."""

    def list(self, request: Request) -> Response:  # noqa: ARG002  (REST framework's signature)
        """Return the topics, the guests and their cells."""
        topics, speakers = list(Topic.objects.all()), list(Speaker.objects.guests())
        cells = [(one.topic, column) for one in survey(topics, speakers) for column in one.columns]
        matrix: dict[str, Sequence[Any]] = {"topics": topics, "speakers": speakers, "cells": cells}
        return Response(serializers.MatrixSerializer(matrix).data)


class CompassViewSet(ViewSet):
    """``?x=&y=``: two topics as axes, with the guests who have a position on both."""

    def list(self, request: Request) -> Response:
        """Return a point for each guest with both positions, and who has no point."""
        x, y = (_topic(request, axis) for axis in ("x", "y"))
        if x == y:
            raise ValidationError({"y": ["Name two different topics; see /api/v1/topics/."]})
        compass = chart(*survey([x, y], list(Speaker.objects.guests())))
        return Response(serializers.CompassSerializer(compass).data)


def _topic(request: Request, axis: str) -> Any:  # noqa: ANN401  (whatever row the noun has)
    slug = request.query_params.get(axis, "")
    if not slug:
        raise ValidationError({axis: [f"Say which topic {axis} is: /api/v1/compass/?x=<slug>&y=<slug>."]})
    [topic] = named("topic", [slug], axis)
    return topic
