"""People as JSON."""

from rest_framework import serializers

from explorer.api.serializers.fields import PageAddress
from explorer.models import Speaker


class SpeakerSerializer(serializers.ModelSerializer[Speaker]):
    """A person; ``homepage`` is their own site."""

    url = PageAddress()
    homepage = serializers.CharField(source="url", read_only=True)

    class Meta:
        model = Speaker
        fields = ["slug", "name", "description", "homepage", "url"]
