"""Results of a search as JSON."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from explorer.search.types import Facet
from explorer.services.narrowing import FacetValue
from explorer.services.searching import SearchPage
from explorer.services.showing import Result


class ResultSerializer(serializers.BaseSerializer[Result]):
    """One result; ``title`` and ``snippet`` are plain text, ``speaker`` and ``episode`` null where it has none."""

    def to_representation(self, instance: Result) -> dict[str, Any]:
        """Return the result."""
        return {
            "type": instance.key.type.value,
            "id": instance.key.id,
            "title": instance.heading,
            "snippet": instance.snippet,
            "score": instance.score,
            "speaker": instance.speaker.slug if instance.speaker else None,
            "episode": instance.episode.slug if instance.episode else None,
            "url": f"{settings.PUBLIC_URL}{instance.url}",
        }


class FacetValueSerializer(serializers.BaseSerializer[FacetValue]):
    """A value that results can be narrowed to; ``count`` leaves the facet's own choice aside."""

    def to_representation(self, instance: FacetValue) -> dict[str, Any]:
        """Return the value."""
        return {"value": instance.value, "label": instance.label, "count": instance.count}


class SearchSerializer(serializers.BaseSerializer[SearchPage]):
    """A page of results; ``suggestion`` is what was searched for instead, or else what may have been meant."""

    def to_representation(self, instance: SearchPage) -> dict[str, Any]:
        """Return the page."""
        values = {group.facet: group.values for group in instance.facets}
        return {
            "query": instance.text,
            "total": instance.total,
            "suggestion": instance.instead or instance.suggestion or None,
            "facets": {
                facet.value: [FacetValueSerializer(value).data for value in values.get(facet, ())] for facet in Facet
            },
            "results": [ResultSerializer(result).data for result in instance.results],
        }
