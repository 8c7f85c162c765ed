"""Topics and contrasts as JSON."""

from rest_framework import serializers

from explorer.api.serializers.fields import PageAddress, SlugReference
from explorer.models import Contrast, Topic


class TopicSerializer(serializers.ModelSerializer[Topic]):
    """A question with two poles, first pole first."""

    poles = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        min_length=2,
        max_length=2,
        help_text="First pole (−2), second pole (+2).",
    )
    url = PageAddress()

    class Meta:
        model = Topic
        fields = ["slug", "question", "description", "poles", "url"]


class ContrastSerializer(serializers.ModelSerializer[Contrast]):
    """The kind of difference between two speakers on a topic."""

    topic = SlugReference()
    speakers = serializers.SerializerMethodField()

    class Meta:
        model = Contrast
        fields = ["id", "topic", "speakers", "kind", "reason"]

    def get_speakers(self, contrast: Contrast) -> list[str]:
        """Return the two slugs, sorted."""
        return [contrast.first.slug, contrast.second.slug]
