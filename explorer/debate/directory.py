"""Everybody on the site, by what is held of them: their own conversations, their own words, or others' reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import AppearanceRole
from explorer.models import Claim, Speaker, Stance


@dataclass(frozen=True, slots=True)
class ListedSpeaker:
    """A person with how much is held of them: claims in their own name, reported ones, topics with a stance."""

    speaker: Speaker
    own: int
    reported: int
    placed: int

    @property
    def is_guest(self) -> bool:
        """Whether they were a guest somewhere."""
        return any(part.role == AppearanceRole.GUEST for part in self.speaker.appearances.all())

    @property
    def is_heard(self) -> bool:
        """Whether anything held comes from the person, as a host or a writer if not as a guest."""
        return bool(self.own or self.speaker.appearances.all())


@dataclass(frozen=True, slots=True)
class SpeakerDirectory:
    """Everybody, in the order of their names."""

    everybody: Sequence[ListedSpeaker]

    @property
    def guests(self) -> list[ListedSpeaker]:
        """Those whose conversations are compared."""
        return [person for person in self.everybody if person.is_guest]

    @property
    def others_heard(self) -> list[ListedSpeaker]:
        """Hosts, and authors of notes."""
        return [person for person in self.everybody if person.is_heard and not person.is_guest]

    @property
    def reported_only(self) -> list[ListedSpeaker]:
        """Those who appear only through the reports of others."""
        return [person for person in self.everybody if not person.is_heard]


def list_speakers() -> SpeakerDirectory:
    """Return everybody with their counts; costs seven queries, however many people there are."""
    claims = Claim.objects.published()
    total, own = claims.count_by_holder(), claims.in_own_name().count_by_holder()
    placed = Stance.objects.published().topics_by_speaker()
    return SpeakerDirectory(
        [
            ListedSpeaker(
                speaker,
                own=(said := own.get(speaker.pk, 0)),
                reported=total.get(speaker.pk, 0) - said,
                placed=placed.get(speaker.pk, 0),
            )
            for speaker in Speaker.objects.with_appearances()
        ]
    )
