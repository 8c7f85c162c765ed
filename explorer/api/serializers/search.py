"""Results of a search as JSON."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from explorer.api.serializers.fields import SlugReference
from explorer.search.facets import FacetValue
from explorer.search.notices import list_notices
from explorer.search.results import SearchResult
from explorer.search.search import SearchPage
from explorer.search_engine.types import DocumentType, Facet, FoundBy
from explorer.web.addresses import absolute_url


class ResultSerializer(serializers.Serializer[SearchResult]):
    """One result; ``title`` and ``snippet`` are plain text, a missing ``speaker`` or ``episode`` is null."""

    type = serializers.ChoiceField(choices=[type_.value for type_ in DocumentType], source="key.type")
    id = serializers.CharField(source="key.id", help_text="A slug; of a passage its id.")
    title = serializers.CharField(source="heading")
    snippet = serializers.CharField()
    score = serializers.FloatField()
    found_by = serializers.ChoiceField(
        choices=[way.value for way in FoundBy], help_text="`meaning`: it has not all of the words, or none."
    )
    speaker = SlugReference(allow_null=True)
    episode = SlugReference(allow_null=True)
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, result: SearchResult) -> str:
        """Return the absolute address of the result's page."""
        return absolute_url(result.url)


class FacetValueSerializer(serializers.Serializer[FacetValue]):
    """A value that narrows the results; ``count`` is the number of results without the choice within its facet."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the noun, not the field's option
    count = serializers.IntegerField()


class SearchSerializer(serializers.Serializer[SearchPage]):
    """A page of results; ``suggestion`` is the query searched for instead, or else one that may have been meant."""

    query = serializers.CharField(source="outcome.query.text")
    total = serializers.IntegerField()
    suggestion = serializers.SerializerMethodField()
    facets = serializers.SerializerMethodField()
    results = ResultSerializer(many=True)
    near = ResultSerializer(many=True, help_text="What is close in meaning where `results` has nothing.")
    notices = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Only where there is something to know of the answer."
    )

    def to_representation(self, instance: SearchPage) -> dict[str, Any]:
        """Return the page, with ``notices`` only where there are any."""
        data = super().to_representation(instance)
        notices = list_notices(instance)
        return {**data, "notices": notices} if notices else data

    def get_suggestion(self, page: SearchPage) -> str | None:
        """Return the words of the suggestion, null where there is none."""
        return page.outcome.instead or page.outcome.suggestion or None

    @extend_schema_field(
        inline_serializer("Facets", {facet.value: FacetValueSerializer(many=True) for facet in Facet}),
    )
    def get_facets(self, page: SearchPage) -> dict[str, Any]:
        """Return the values of every facet, by its name."""
        values = {group.facet: group.values for group in page.facets}
        shape = FacetValueSerializer()
        return {facet.value: [shape.to_representation(value) for value in values.get(facet, ())] for facet in Facet}
