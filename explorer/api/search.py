"""Search for programs: the same answer as the search page's."""

from collections.abc import Mapping

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api.filters import named
from explorer.api.pagination import Pages
from explorer.api.schema import PAGE_SIZE, parameter
from explorer.api.serializers import SearchSerializer
from explorer.filters import SORTS, SearchFilter
from explorer.search.types import Facet
from explorer.services.narrowing import Labels, labels
from explorer.services.searching import search
from explorer.text import join_words

NOUNS = (Facet.SPEAKER, Facet.TOPIC, Facet.EPISODE)
"""The facets whose values are slugs of rows; those of the others are codes."""


class SearchViewSet(ViewSet):
    """``?q=``: who said it, narrowed by ``type``, ``speaker``, ``topic``, ``episode``, ``kind`` and ``grade``."""

    @extend_schema(
        parameters=[
            parameter("q", "Words; “in quotation marks” as they stand. Needed unless something below is chosen."),
            *(parameter(facet.value, "Values of this facet, `a,b`: any of them.") for facet in Facet),
            OpenApiParameter("sort", str, enum=[order.value for order in SORTS]),
            OpenApiParameter("spelling", str, enum=["kept"], description="`kept` corrects no spelling."),
            parameter("page", "From 1.", int),
            parameter("page_size", "Results on a page.", PAGE_SIZE),
        ],
        responses=SearchSerializer,
    )
    def list(self, request: Request) -> Response:
        """Return a page of results, with what they can be narrowed by."""
        words, pages = labels(), Pages()
        chosen = SearchFilter.read(request.query_params)
        size = pages.get_page_size(request)
        if chosen.is_blank:
            raise ValidationError({"q": ["Say what to search for: /api/v1/search/?q=<words>."]})
        _refuse_unknown(chosen, words)
        page = search(chosen.asked(size), words)
        if any(name == "page" for name, _ in chosen.misread) or page.number > max(page.pages, 1):
            raise NotFound(pages.invalid_page_message)
        return Response(SearchSerializer(page).data)


def _refuse_unknown(chosen: SearchFilter, words: Labels) -> None:
    refused: Mapping[str, list[str]] = {
        facet.value: [
            f"There is no {facet.value} {join_words(list(unknown), 'or')}; use {join_words(list(words[facet]), 'or')}."
        ]
        for facet, choice in chosen.choices.items()
        if facet not in NOUNS and (unknown := choice.unknown(words[facet]))
    }
    if refused:
        raise ValidationError(refused)
    for facet in NOUNS:
        named(facet.value, chosen.choices[facet].values, facet.value)
