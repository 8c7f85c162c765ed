"""Documents and passages as JSON; a text that their rights hide is null."""

from rest_framework import serializers

from explorer.api.serializers.fields import CodeField, SlugReference
from explorer.coding.vocabulary import Disposition, Format
from explorer.models import Passage, Source


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A document; ``length`` is that of its text, in code points."""

    episode = SlugReference()
    url = serializers.CharField(read_only=True, help_text="Where it was published; empty where it is nowhere.")
    kind = CodeField(Format, source="format")
    length = serializers.IntegerField(read_only=True, help_text="Of the text, in code points.")

    class Meta:
        model = Source
        fields = [
            *("slug", "episode", "title", "kind", "writer", "publisher", "url", "rights", "sha256", "length"),
            "read_in_full",
        ]


class SourceTextSerializer(SourceSerializer):
    """A document with its ``text``, null where its rights leave only the quotations."""

    text = serializers.SerializerMethodField()

    class Meta(SourceSerializer.Meta):
        fields = [*SourceSerializer.Meta.fields, "text"]

    def get_text(self, source: Source) -> str | None:
        """Return the text, null where it may not be shown."""
        return source.text if source.show_text else None


class PassageSerializer(serializers.ModelSerializer[Passage]):
    """A span of a document; ``text`` is null where the document's rights leave only the quotations."""

    id = serializers.CharField(source="slug", read_only=True)
    source = SlugReference()  # type: ignore[assignment]  # the noun, not the field's option
    episode = SlugReference(source="source.episode")
    speaker = SlugReference(allow_null=True)
    text = serializers.SerializerMethodField()
    answers = SlugReference(allow_null=True)
    disposition = CodeField(Disposition, allow_null=True)

    class Meta:
        model = Passage
        fields = [
            *("id", "source", "episode", "kind", "grade", "speaker", "section", "start_time", "end_time"),
            *("start", "end", "text", "answers", "disposition"),
        ]

    def get_text(self, passage: Passage) -> str | None:
        """Return the text, null where it may not be shown."""
        return passage.text if passage.source.show_text else None
