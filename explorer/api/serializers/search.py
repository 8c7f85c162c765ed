"""Results of a search as JSON."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from explorer.api.serializers.fields import SlugReference
from explorer.search.facets import FacetValue
from explorer.search.notices import notices
from explorer.search.results import SearchResult
from explorer.search.search import SearchPage
from explorer.search_engine.types import DocumentType, Facet
from explorer.web.addresses import absolute_url


class ResultSerializer(serializers.Serializer[SearchResult]):
    """One result; ``title`` and ``snippet`` are plain text, ``speaker`` and ``episode`` null where it has none."""

    type = serializers.ChoiceField(choices=[kind.value for kind in DocumentType], source="key.type")
    id = serializers.CharField(source="key.id", help_text="A slug; of a passage its id.")
    title = serializers.CharField(source="heading")
    snippet = serializers.CharField()
    score = serializers.FloatField()
    speaker = SlugReference(allow_null=True)
    episode = SlugReference(allow_null=True)
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, result: SearchResult) -> str:
        """Return the absolute address of the page."""
        return absolute_url(result.url)


class FacetValueSerializer(serializers.Serializer[FacetValue]):
    """A value that results can be narrowed to; ``count`` leaves the facet's own choice aside."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the noun, not the field's option
    count = serializers.IntegerField()


class SearchSerializer(serializers.Serializer[SearchPage]):
    """A page of results; ``suggestion`` is what was searched for instead, or else what may have been meant."""

    query = serializers.CharField(source="text")
    total = serializers.IntegerField()
    suggestion = serializers.SerializerMethodField()
    facets = serializers.SerializerMethodField()
    results = ResultSerializer(many=True)
    notices = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Only where there is something to know of the answer."
    )

    def to_representation(self, instance: SearchPage) -> dict[str, Any]:
        """Tell of how the query was read only where that is not as a matter of course."""
        shown = super().to_representation(instance)
        said = notices(instance)
        return {**shown, "notices": said} if said else shown

    def get_suggestion(self, page: SearchPage) -> str | None:
        """Return the words of the suggestion, null where there is none."""
        return page.instead or page.suggestion or None

    @extend_schema_field(
        inline_serializer("Facets", {facet.value: FacetValueSerializer(many=True) for facet in Facet}),
    )
    def get_facets(self, page: SearchPage) -> dict[str, Any]:
        """Return the values of every facet."""
        values = {group.facet: group.values for group in page.facets}
        serializer = FacetValueSerializer()
        return {
            facet.value: [serializer.to_representation(value) for value in values.get(facet, ())] for facet in Facet
        }
