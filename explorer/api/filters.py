"""Equality filters on lists: ``?speaker=yann-lecun&topic=scaling``; a value that names nothing is refused."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.validators import slug_re
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from explorer.api.schema import SLUG, several
from explorer.models import Claim, Episode, Source, Speaker, Topic
from explorer.text import join_words, shorten
from explorer.web.choice import Choice
from explorer.web.day import DayFilter

Narrowing = Callable[[Any, Any], Any]
"""A queryset and a row in, the queryset of what belongs to that row out."""

NOUNS: Mapping[str, Callable[[], QuerySet[Any]]] = {
    "claim": lambda: Claim.objects.published(),
    "episode": lambda: Episode.objects.all(),
    "source": lambda: Source.objects.without_text(),
    "speaker": lambda: Speaker.objects.all(),
    "topic": lambda: Topic.objects.all(),
}


def named(noun: str, slugs: Sequence[str], parameter: str) -> list[Any]:
    """Return the rows of a noun with the given slugs, in that order.

    Raises ValidationError for ``parameter`` that names the slugs which no reader may see or which do not exist.
    """
    rows = {row.slug: row for row in NOUNS[noun]().filter(slug__in=[slug for slug in slugs if slug_re.match(slug)])}
    if unknown := [shorten(slug, 100) for slug in slugs if slug not in rows]:
        raise ValidationError({parameter: [f"There is no {noun} {join_words(unknown, 'or')}; see /api/v1/ for lists."]})
    return [rows[slug] for slug in slugs]


def day_asked_for(request: Request) -> date | None:
    """Return the day of ``as_of``; None where the address does not name it.

    Raises ValidationError where it is anything but one day.
    """
    chosen = DayFilter.read(request.query_params)
    if chosen.choice.given and (chosen.day is None or len(chosen.choice.values) > 1):
        said = join_words([shorten(value, 40) for value in chosen.choice.values[:2]]) or "nothing"
        raise ValidationError({"as_of": [f"Give one day, written as 2019-12-31; as_of says {said}."]})
    return chosen.day


def speakers_asked_for(request: Request) -> list[Speaker]:
    """Return the people of ``speakers``, in that order; all guests where the address does not name it."""
    chosen = Choice.read(request.query_params, "speakers")
    return named("speaker", chosen.values, "speakers") if chosen.given else list(Speaker.objects.guests())


class EqualityFilter(BaseFilterBackend):
    """Narrows a list by the parameters that its view names in ``narrowings``, all of which must hold."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return what belongs to every row that the address names."""
        narrowings: Mapping[str, Narrowing] = getattr(view, "narrowings", {})
        for noun, narrowed in narrowings.items():
            for slug in request.query_params.getlist(noun):
                queryset = narrowed(queryset, *named(noun, [slug], noun))
        return queryset

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Describe the parameters of the view's list."""
        narrowings: Mapping[str, Narrowing] = getattr(view, "narrowings", {})
        said = "Only what belongs to this {}, by slug; given twice, to both."
        schema = several(SLUG)
        return [
            {"name": noun, "in": "query", "required": False, "description": said.format(noun), "schema": schema}
            for noun in narrowings
        ]


class NamedOrderingFilter(BaseFilterBackend):
    """Puts a list in the order of ``?ordering=speaker,-date``, by the names in the view's ``orderings``.

    A minus turns one round; rows that lack the value come last, and ties end in the order of making.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return the rows in the order asked for, else in their own."""
        orderings: Mapping[str, str] = getattr(view, "orderings", {})
        asked = Choice.read(request.query_params, "ordering")
        if not asked.given:
            return queryset
        if asked.is_empty or (unknown := asked.unknown({sign + name for name in orderings for sign in ("", "-")})):
            known, wrong = (
                join_words(list(orderings), "and"),
                "nothing" if asked.is_empty else join_words(list(unknown)),
            )
            raise ValidationError({"ordering": [f"No list is ordered by {wrong}; use {known}."]})
        return queryset.order_by(*(_term(orderings[name.lstrip("-")], name) for name in asked.values), "pk")

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Describe the parameter."""
        known = join_words([f"`{name}`" for name in getattr(view, "orderings", {})], "and")
        said = f"Names parted by commas, a minus before one that is turned round: {known}."
        orders = [sign + name for name in getattr(view, "orderings", {}) for sign in ("", "-")]
        schema = several({"type": "string", "enum": orders}, least=1)
        return [{"name": "ordering", "in": "query", "explode": False, "description": said, "schema": schema}]


def _term(column: str, asked: str) -> OrderBy:
    return OrderBy(F(column), descending=asked.startswith("-"), nulls_last=True)
