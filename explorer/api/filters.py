"""Filters on lists by equality, ``?speaker=yann-lecun&topic=scaling``; a value that names nothing is refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.validators import slug_re
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from explorer.api.schema import SLUG, describe_array
from explorer.models import Claim, Episode, Source, Speaker, Topic
from explorer.text import join_words, shorten
from explorer.web.choice import Choice
from explorer.web.day import DayFilter

Narrowing = Callable[[Any, Any], Any]
"""A function from a queryset and a row to the queryset of what belongs to that row."""

FINDERS: Mapping[str, Callable[[list[str]], Iterable[Any]]] = {
    "claim": lambda slugs: Claim.objects.published().filter(slug__in=slugs),
    "episode": lambda slugs: Episode.objects.filter(slug__in=slugs),
    "source": lambda slugs: Source.objects.without_text().filter(slug__in=slugs),
    "speaker": lambda slugs: Speaker.objects.filter(slug__in=slugs),
    "theme": lambda slugs: [theme for theme in Topic.objects.count_by_theme() if theme.slug in slugs],
    "topic": lambda slugs: Topic.objects.filter(slug__in=slugs),
}
"""By noun, how its rows with some slugs are found; each has its slug."""


def fetch_named(noun: str, slugs: Sequence[str], parameter: str) -> list[Any]:
    """Return the rows of a noun with the given slugs, in that order.

    Raises ValidationError for ``parameter`` that lists the slugs that do not exist or that no reader may see.
    """
    rows = {row.slug: row for row in FINDERS[noun]([slug for slug in slugs if slug_re.match(slug)])}
    if unknown := [shorten(slug, 100) for slug in slugs if slug not in rows]:
        raise ValidationError({parameter: [f"There is no {noun} {join_words(unknown, 'or')}; see /api/v1/ for lists."]})
    return [rows[slug] for slug in slugs]


def read_as_of(request: Request) -> date | None:
    """Return the day of the parameter ``as_of``; None where it is not given.

    Raises ValidationError where its value is not exactly one day.
    """
    chosen = DayFilter.read(request.query_params)
    if chosen.choice.given and (chosen.day is None or len(chosen.choice.values) > 1):
        given = join_words([shorten(value, 40) for value in chosen.choice.values[:2]]) or "nothing"
        raise ValidationError({"as_of": [f"Give one day, written as 2019-12-31; as_of says {given}."]})
    return chosen.day


def fetch_asked_speakers(request: Request) -> list[Speaker]:
    """Return the speakers of the parameter ``speakers``, in its order; all guests where it is not given."""
    chosen = Choice.read(request.query_params, "speakers")
    return fetch_named("speaker", chosen.values, "speakers") if chosen.given else list(Speaker.objects.guests())


class EqualityFilter(BaseFilterBackend):
    """Narrows a list by each parameter that its view names in ``narrowings``; a row must match all of them."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        narrowings: Mapping[str, Narrowing] = getattr(view, "narrowings", {})
        for noun, narrow in narrowings.items():
            for slug in request.query_params.getlist(noun):
                queryset = narrow(queryset, *fetch_named(noun, [slug], noun))
        return queryset

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        narrowings: Mapping[str, Narrowing] = getattr(view, "narrowings", {})
        description = "Only what belongs to this {}, by slug; given twice, to both."
        schema = describe_array(SLUG)
        return [
            {"name": noun, "in": "query", "required": False, "description": description.format(noun), "schema": schema}
            for noun in narrowings
        ]


class NamedOrderingFilter(BaseFilterBackend):
    """Sorts a list by the parameter ``?ordering=speaker,-date``, by the names in the view's ``orderings``.

    A minus sorts downwards. Rows without the value come last, and ties are sorted by primary key.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return the rows in the order of the parameter, in their own where it is not given."""
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
        return queryset.order_by(*(_build_term(orderings[name.lstrip("-")], name) for name in asked.values), "pk")

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        known = join_words([f"`{name}`" for name in getattr(view, "orderings", {})], "and")
        description = f"Names parted by commas, a minus before one that is turned round: {known}."
        orders = [sign + name for name in getattr(view, "orderings", {}) for sign in ("", "-")]
        schema = describe_array({"type": "string", "enum": orders}, least=1)
        return [{"name": "ordering", "in": "query", "explode": False, "description": description, "schema": schema}]


def _build_term(column: str, asked: str) -> OrderBy:
    return OrderBy(F(column), descending=asked.startswith("-"), nulls_last=True)
