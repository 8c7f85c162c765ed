"""The answer on a sentence that was looked up, as JSON."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from explorer.anchoring import DifferenceKind, Fold, Likeness, WordDifference
from explorer.api.serializers.fields import CodeField, SlugReference
from explorer.coding.vocabulary import Grade
from explorer.quotations.lookup import SaidAnswer
from explorer.quotations.matches import SaidMatch
from explorer.quotations.sentences import list_answer_notices
from explorer.web.addresses import absolute_url

FOLDS = {fold: fold.name.lower().replace("_", "-") for fold in Fold}
"""The code of each fold."""


class WordDifferenceSerializer(serializers.Serializer[WordDifference]):
    """Words of the document, at `[start, end)` of its text, that were asked about otherwise."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in DifferenceKind])
    said = serializers.CharField(help_text="In the document; empty where words are `added`.")
    quoted = serializers.CharField(help_text="In the sentence asked about; empty where words are `left-out`.")
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class SaidMatchSerializer(serializers.Serializer[SaidMatch]):
    """A place that has the words; `speaker` is who the document labels as speaking there, null where that is nobody."""

    verdict = serializers.ChoiceField(
        choices=[likeness.value for likeness in Likeness if likeness != Likeness.NONE], source="likeness"
    )
    passage = SlugReference()
    source = SlugReference()  # type: ignore[assignment]  # the noun, not the field's option
    episode = SlugReference()
    speaker = SlugReference(source="passage.speaker", allow_null=True)
    grade = CodeField(Grade, source="passage.grade")
    exact = serializers.CharField(source="words", help_text="The words as they stand in the document.")
    start = serializers.IntegerField(help_text="In code points of the source's text.")
    end = serializers.IntegerField()
    folds = serializers.SerializerMethodField(help_text="What had to be folded where the verdict is `folded`.")
    differences = WordDifferenceSerializer(many=True)
    claims = serializers.SerializerMethodField(help_text="Claims resting on these words, by slug.")
    url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(FOLDS.values())}})
    def get_folds(self, match: SaidMatch) -> list[str]:
        """Return the codes of the folds."""
        return [FOLDS[fold] for fold in match.folds]

    def get_claims(self, match: SaidMatch) -> list[str]:
        """Return slugs."""
        return [claim.slug for claim in match.claims]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, match: SaidMatch) -> str:
        """Return the absolute address of the passage in its reading room."""
        return absolute_url(match.url)


class SaidSerializer(serializers.Serializer[SaidAnswer]):
    """Whether a sentence stands in a document; `verdict` is the best of its matches."""

    verdict = serializers.ChoiceField(choices=[likeness.value for likeness in Likeness])
    matches = SaidMatchSerializer(many=True)
    notices = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Only where there is something to know of the answer."
    )

    def to_representation(self, instance: SaidAnswer) -> dict[str, Any]:
        """Return the answer, with ``notices`` only where there are any."""
        data = super().to_representation(instance)
        notices = list_answer_notices(instance)
        return {**data, "notices": notices} if notices else data
