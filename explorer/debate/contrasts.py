"""The contrasts of one speaker with others, as the pages of the speaker and of their claims list them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from explorer.models import Contrast, Speaker, Topic
from explorer.models.queries.prepared import prepared


@dataclass(frozen=True, slots=True)
class SpeakerContrast:
    """A contrast seen from one of its two speakers; ``other`` is the second of them."""

    contrast: Contrast
    speaker: Speaker
    other: Speaker

    @property
    def address(self) -> str:
        """The address of the comparison of the two on the topic."""
        return f"{self.contrast.topic.get_absolute_url()}?speakers={self.speaker.slug},{self.other.slug}"


def list_contrasts(speaker: Speaker, topics: Iterable[Topic]) -> list[SpeakerContrast]:
    """Return a speaker's contrasts with others on any of the topics; costs one query."""
    contrasts = _find_contrasts(topics=[topic.pk for topic in topics], speaker=speaker.pk)
    return [
        SpeakerContrast(contrast, speaker, contrast.second if contrast.first_id == speaker.pk else contrast.first)
        for contrast in contrasts
    ]


@prepared
def _find_contrasts(*, topics: Sequence[int], speaker: int) -> QuerySet[Contrast]:
    return Contrast.objects.with_pair().about_any(topics).involving(speaker)
