"""The data of two pages that show neither one record nor a list: the first page and the method page."""

from collections.abc import Iterable
from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api import serializers
from explorer.api.pieces import answer_in_pieces
from explorer.coding import manual, vocabulary
from explorer.debate.coverage import Coverage, count_corpus, iterate_coverage
from explorer.debate.front_page import list_newest
from explorer.debate.overviews.debate_filter import DebateFilter, DebateOrder
from explorer.debate.sharpest import Clash, find_sharpest
from explorer.models import Topic
from explorer.text import join_words

CODES: dict[str, type[vocabulary.Code]] = {
    "grades": vocabulary.Grade,
    "bases": vocabulary.Basis,
    "modes": vocabulary.Mode,
    "stance_codes": vocabulary.StanceCode,
    "confidences": vocabulary.Confidence,
    "silences": vocabulary.Silence,
    "relations": vocabulary.RelationKind,
    "contrasts": vocabulary.ContrastKind,
    "dispositions": vocabulary.Disposition,
}


class HomeViewSet(ViewSet):
    """``?order=``: every question with how far apart its guests are, the sharpest clash, and the newest claims."""

    def list(self, request: Request) -> Response:
        """Return the first page's topics, clash and newest claims, in its order."""
        asked = DebateFilter.read(request.query_params)
        if asked.unknown:
            known = join_words([order.value for order in DebateOrder], "or")
            raise ValidationError({"order": [f"There is no such order; use {known}."]})
        order, clash = asked.order or DebateOrder.DISTANCE, find_sharpest()
        return Response(
            {
                "debates": [_render_topic(topic) for topic in order.sort(Topic.objects.with_tallies())],
                "clash": _render_clash(clash) if clash else None,
                "newest": serializers.ClaimSerializer(list_newest(), many=True).data,
            }
        )


class MethodViewSet(ViewSet):
    """Every code with its meaning, the scale, what can carry a number, and how much of every document was read."""

    def list(self, request: Request) -> HttpResponseBase:
        """Return the tables of the method page."""
        corpus = count_corpus()
        return answer_in_pieces(
            request,
            {
                **{name: _render_legend(codes) for name, codes in CODES.items()},
                "scale": [
                    {"position": position, "label": label} for position, label in manual.build_scale(manual.POLES)
                ],
                "scoring": [
                    {"basis": basis, "mode": mode, "scoring": scoring}
                    for basis, modes in manual.build_scoring_table()
                    for mode, scoring in modes
                ],
                "coverage": map(_render_coverage, iterate_coverage()),
                "claims": corpus.claims,
                "quotations": corpus.quotations,
                "stances": corpus.stances,
            },
        )


def _render_topic(topic: Topic) -> dict[str, Any]:
    return {
        "topic": topic.slug,
        "question": topic.question,
        "distance": topic.tally.distance,
        "claims": topic.tally.claims,
    }


def _render_clash(clash: Clash) -> dict[str, Any]:
    sides = [
        {"speaker": side.cell.speaker.slug, "position": side.position, "claim": side.claim.slug} for side in clash.sides
    ]
    return {"topic": clash.topic.slug, "sides": sides, "reason": clash.reason}


def _render_legend(codes: type[vocabulary.Code]) -> list[dict[str, str]]:
    return [{"code": code.value, "meaning": meaning} for code, meaning in manual.build_legend(codes)]


def _render_coverage(coverage: Coverage) -> dict[str, Any]:
    aside: Iterable[tuple[vocabulary.Disposition, int]] = coverage.aside
    put_aside = {disposition.value: number for disposition, number in aside}
    return {"source": coverage.source.slug, "used": coverage.used, "put_aside": put_aside, "left": coverage.left}
