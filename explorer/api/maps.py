"""Overviews of the whole debate: the matrix of all positions, and the compass of two topics."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api import serializers
from explorer.api.filters import fetch_asked_speakers, fetch_named, read_as_of
from explorer.api.parameters import KnownParametersMixin
from explorer.api.pieces import answer_in_pieces
from explorer.api.schema import AS_OF, SLUG, SPEAKERS, describe_parameter
from explorer.api.serializers.maps import describe_cell
from explorer.debate.compass import chart_compass
from explorer.debate.left_out import list_undated_slugs
from explorer.debate.overviews.shown_cells import fetch_cells, iterate_cells
from explorer.models import Speaker, Topic


class MatrixViewSet(KnownParametersMixin, ViewSet):
    """``?speakers=a,b&as_of=``: every guest on every topic, a cell for each, topic by topic."""

    parameters = ("speakers", "as_of")

    @extend_schema(parameters=[SPEAKERS, AS_OF], responses=serializers.MatrixSerializer)
    def list(self, request: Request) -> HttpResponseBase:
        """Return the topics, the guests and their cells."""
        as_of = read_as_of(request)
        topics, speakers = list(Topic.objects.all()), fetch_asked_speakers(request)
        matrix = {
            "topics": [topic.slug for topic in topics],
            "speakers": [speaker.slug for speaker in speakers],
            "cells": map(describe_cell, iterate_cells(topics, speakers, as_of)),
        }
        return answer_in_pieces(request, {**matrix, **_build_day_fields(as_of, topics, speakers)})


class CompassViewSet(KnownParametersMixin, ViewSet):
    """``?x=&y=&as_of=``: two topics as axes, with the guests who have a position on both."""

    parameters = ("x", "y", "as_of")

    @extend_schema(
        parameters=[
            *(describe_parameter(axis, "A topic's slug.", SLUG, required=True) for axis in ("x", "y")),
            AS_OF,
        ],
        responses=serializers.CompassSerializer,
    )
    def list(self, request: Request) -> Response:
        """Return a point for each guest with both positions, and who has no point."""
        x, y = (_fetch_topic(request, axis) for axis in ("x", "y"))
        if x == y:
            raise ValidationError({"y": ["Name two different topics; see /api/v1/topics/."]})
        as_of = read_as_of(request)
        speakers = list(Speaker.objects.guests())
        compass = chart_compass(x, y, fetch_cells([x, y], speakers, as_of))
        day_fields = _build_day_fields(as_of, [x, y], speakers)
        return Response({**serializers.CompassSerializer(compass).data, **day_fields})


def _build_day_fields(as_of: date | None, topics: Sequence[Topic], speakers: Sequence[Speaker]) -> dict[str, Any]:
    """Return the fields ``as_of`` and ``undated`` (slugs of claims without a day); none where no day was asked for."""
    if as_of is None:
        return {}
    return {"as_of": as_of.isoformat(), "undated": list_undated_slugs(topics, speakers)}


def _fetch_topic(request: Request, axis: str) -> Any:
    slug = request.query_params.get(axis, "")
    if not slug:
        raise ValidationError({axis: [f"Say which topic {axis} is: /api/v1/compass/?x=<slug>&y=<slug>."]})
    [topic] = fetch_named("topic", [slug], axis)
    return topic
