"""The data of two pages that show neither one record nor a list: the first page and the method page."""

from collections.abc import Iterable
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api import serializers
from explorer.coding import manual, vocabulary
from explorer.debate.comparison import Comparison
from explorer.debate.coverage import Coverage, measure_coverage
from explorer.debate.filters import OrderFilter
from explorer.debate.front_page import compile_front_page
from explorer.debate.sharpest import Clash
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
        chosen = OrderFilter.read(request.query_params)
        if chosen.unknown:
            known = join_words([order.value for order in type(chosen.order)], "or")
            raise ValidationError({"order": [f"There is no such order; use {known}."]})
        opening = compile_front_page(chosen.order)
        ranked = [comparison for group in opening.groups for comparison in group.comparisons]
        return Response(
            {
                "debates": [_render_topic(comparison) for comparison in ranked],
                "clash": _render_clash(opening.clash) if opening.clash else None,
                "newest": serializers.ClaimSerializer(opening.newest, many=True).data,
            }
        )


class MethodViewSet(ViewSet):
    """Every code with its meaning, the scale, what can carry a number, and how much of every document was read."""

    def list(self, request: Request) -> Response:  # noqa: ARG002  (REST framework's signature)
        """Return the tables of the method page."""
        corpus = measure_coverage()
        return Response(
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
                "coverage": [_render_coverage(coverage) for coverage in corpus.coverages],
                "claims": corpus.claims,
                "quotations": corpus.quotations,
                "stances": corpus.stances,
            }
        )


def _render_topic(comparison: Comparison) -> dict[str, Any]:
    return {
        "topic": comparison.topic.slug,
        "question": comparison.topic.question,
        "distance": comparison.distance,
        "claims": comparison.claim_count,
    }


def _render_clash(clash: Clash) -> dict[str, Any]:
    sides = [
        {"speaker": side.column.speaker.slug, "position": side.position, "claim": side.claim.slug}
        for side in clash.sides
    ]
    return {"topic": clash.topic.slug, "sides": sides, "reason": clash.reason}


def _render_legend(codes: type[vocabulary.Code]) -> list[dict[str, str]]:
    return [{"code": code.value, "meaning": meaning} for code, meaning in manual.build_legend(codes)]


def _render_coverage(coverage: Coverage) -> dict[str, Any]:
    aside: Iterable[tuple[vocabulary.Disposition, int]] = coverage.aside
    put_aside = {disposition.value: number for disposition, number in aside}
    return {"source": coverage.source.slug, "used": coverage.used, "put_aside": put_aside, "left": coverage.left}
