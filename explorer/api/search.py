"""The search for programs, with the same results as the search page."""

from collections.abc import Mapping
from enum import StrEnum

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from explorer.api.filters import fetch_named
from explorer.api.pagination import PageNumbers
from explorer.api.parameters import KnownParametersMixin
from explorer.api.schema import PAGE, PAGE_SIZE, SLUG, Content, describe_list_parameter, describe_parameter
from explorer.api.serializers import SearchSerializer
from explorer.coding.vocabulary import Grade, PassageKind
from explorer.search.facets import FacetLabels, fetch_labels
from explorer.search.filters import AS_WORDS, KEPT, SORTS, SearchFilter
from explorer.search.search import search
from explorer.search.understanding import understand
from explorer.search_engine.types import DocumentType, Facet
from explorer.text import join_words

NOUNS = (Facet.SPEAKER, Facet.TOPIC, Facet.EPISODE)
"""The facets whose values are slugs of records; the values of the others are codes."""

CODES: Mapping[Facet, type[StrEnum]] = {Facet.TYPE: DocumentType, Facet.KIND: PassageKind, Facet.GRADE: Grade}
VALUES: Mapping[Facet, Content] = {
    facet: {"type": "string", "enum": [code.value for code in CODES[facet]]} if facet in CODES else SLUG
    for facet in Facet
}
"""The schema of a value, for each facet."""

WORDS = {"sort": [order.value for order in SORTS], "spelling": [KEPT], "read": [AS_WORDS]}
"""The values that these parameters take."""


class SearchViewSet(KnownParametersMixin, ViewSet):
    """``?q=``: who said it, narrowed by ``type``, ``speaker``, ``topic``, ``episode``, ``kind`` and ``grade``."""

    parameters = ("q", *(facet.value for facet in Facet), *WORDS, "page", "page_size")

    @extend_schema(
        parameters=[
            describe_parameter(
                "q", "Words; “in quotation marks” as they stand. Needed unless something below is chosen."
            ),
            *(
                describe_list_parameter(facet.value, "Values of this facet, `a,b`: any of them.", VALUES[facet])
                for facet in Facet
            ),
            OpenApiParameter("sort", str, enum=WORDS["sort"]),
            OpenApiParameter("spelling", str, enum=WORDS["spelling"], description="`kept` corrects no spelling."),
            OpenApiParameter(
                "read", str, enum=WORDS["read"], description="`words` reads no people and no subject out of a question."
            ),
            describe_parameter("page", "From 1.", PAGE),
            describe_parameter("page_size", "Results on a page.", PAGE_SIZE),
        ],
        responses=SearchSerializer,
    )
    def list(self, request: Request) -> Response:
        """Return a page of results, with what they can be narrowed by."""
        labels, pages = fetch_labels(), PageNumbers()
        chosen = SearchFilter.read(request.query_params)
        size = pages.get_page_size(request)
        if chosen.is_blank:
            raise ValidationError({"q": ["Say what to search for: /api/v1/search/?q=<words>."]})
        _refuse_unknown(request.query_params, chosen, labels)
        page = search(understand(chosen).asked, labels, size)
        if any(name == "page" for name, _ in chosen.misread) or page.number > max(page.pages, 1):
            raise NotFound(pages.invalid_page_message)
        return Response(SearchSerializer(page).data)


def _refuse_unknown(asked: QueryDict, chosen: SearchFilter, labels: FacetLabels) -> None:
    refused = {
        facet.value: [
            f"There is no {facet.value} {join_words(list(unknown), 'or')}; use {join_words(list(labels[facet]), 'or')}."
        ]
        for facet, choice in chosen.choices.items()
        if facet not in NOUNS and (unknown := choice.unknown(labels[facet]))
    }
    for facet in Facet:
        if any("," in given and not all(map(str.strip, given.split(","))) for given in asked.getlist(facet.value)):
            refused[facet.value] = ["A comma has a value on each side: a,b."]
    for name, value in chosen.misread:
        if name in WORDS:
            known = join_words(list(WORDS[name]), "or")
            refused[name] = [f"There is no {name} {value}; use {known}."]
    if refused:
        raise ValidationError(refused)
    for facet in NOUNS:
        fetch_named(facet.value, chosen.choices[facet].values, facet.value)
