"""Series and episodes as JSON."""

from rest_framework import serializers

from explorer.api.serializers.fields import PageAddress, RecordAddress, SlugReference
from explorer.models import Appearance, Episode, Series


class SeriesSerializer(serializers.ModelSerializer[Series]):
    """A podcast or another run of episodes; ``homepage`` is its own site."""

    url = RecordAddress("api-series-detail")
    homepage = serializers.CharField(source="url", read_only=True)

    class Meta:
        model = Series
        fields = ["slug", "title", "homepage", "url"]


class AppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """A participant of an episode, and their role in it."""

    speaker = SlugReference()

    class Meta:
        model = Appearance
        fields = ["speaker", "role"]


class EpisodeSerializer(serializers.ModelSerializer[Episode]):
    """A conversation; ``date`` is null where unknown."""

    series = SlugReference(allow_null=True)
    appearances = AppearanceSerializer(many=True, read_only=True)
    sources = SlugReference(many=True)
    url = PageAddress()

    class Meta:
        model = Episode
        fields = ["slug", "title", "number", "date", "series", "appearances", "sources", "url"]
