"""Topics and contrasts as JSON."""

from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, PageAddress, SlugReference
from explorer.coding.vocabulary import Pole
from explorer.models import Contrast, Point, Topic


class PointSerializer(serializers.ModelSerializer[Point]):
    """A sub-question of a topic, and the pole for which a yes speaks; null where it speaks for neither."""

    id = serializers.CharField(source="slug", read_only=True, help_text="Unique in its topic.")
    pole = CodeField(Pole, allow_null=True)

    class Meta:
        """The fields, in order."""

        model = Point
        fields = ["id", "question", "pole"]


class TopicSerializer(serializers.ModelSerializer[Topic]):
    """A question with two poles, first pole first."""

    poles = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        min_length=2,
        max_length=2,
        help_text="First pole (−2), second pole (+2).",
    )
    points = PointSerializer(many=True, read_only=True)
    url = PageAddress()

    class Meta:
        model = Topic
        fields = ["slug", "question", "description", "poles", "theme", "points", "url"]
        extra_kwargs = {"theme": {"help_text": "The label of what it is about, as others have it; empty without one."}}


class ContrastSerializer(serializers.ModelSerializer[Contrast]):
    """The kind of difference between two speakers on a topic."""

    topic = SlugReference()
    speakers = serializers.SerializerMethodField()
    rests_on = SlugReference(source="claims", many=True, help_text="The claims that the reason rests on.")

    class Meta:
        model = Contrast
        fields = ["id", "topic", "speakers", "kind", "reason", "rests_on"]

    def get_speakers(self, contrast: Contrast) -> list[str]:
        """Return the two slugs, sorted."""
        return [contrast.first.slug, contrast.second.slug]
