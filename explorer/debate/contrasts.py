"""The coded differences that one person has with others, as that person's page or claim shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.models import Contrast, Speaker, Topic


@dataclass(frozen=True, slots=True)
class SpeakerContrast:
    """A contrast seen from one of its ends."""

    contrast: Contrast
    speaker: Speaker
    other: Speaker

    @property
    def address(self) -> str:
        """The comparison of the two on the topic."""
        return f"{self.contrast.topic.get_absolute_url()}?speakers={self.speaker.slug},{self.other.slug}"


def list_contrasts(speaker: Speaker, topics: Iterable[Topic]) -> list[SpeakerContrast]:
    """Return where a speaker parts with others on any of the topics; costs one query."""
    found = Contrast.objects.with_pair().about_any(topics).involving(speaker)
    return [
        SpeakerContrast(contrast, speaker, contrast.second if contrast.first_id == speaker.pk else contrast.first)
        for contrast in found
    ]
