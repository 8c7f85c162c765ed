"""The list of speakers, by what is held of them: conversations with them, words of their own, or others' reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from explorer.coding.vocabulary import AppearanceRole
from explorer.models import Claim, Speaker, Stance


@dataclass(frozen=True, slots=True)
class ListedSpeaker:
    """A speaker with the numbers of their own claims, of claims only reported of them, and of topics with a stance.

    ``is_labelled`` tells whether a document labels them as speaking.
    """

    speaker: Speaker
    own: int
    reported: int
    placed: int
    is_labelled: bool

    @property
    def is_guest(self) -> bool:
        """Whether the speaker was a guest in an episode."""
        return any(part.role == AppearanceRole.GUEST for part in self.speaker.appearances.all())

    @property
    def is_heard(self) -> bool:
        """Whether anything held comes from the speaker, be it as guest, host or writer."""
        return bool(self.own or self.is_labelled or self.speaker.appearances.all())


@dataclass(frozen=True, slots=True)
class SpeakerDirectory:
    """Every speaker, in the order of their names."""

    everybody: Sequence[ListedSpeaker]

    @property
    def guests(self) -> list[ListedSpeaker]:
        """The speakers whose conversations are compared."""
        return [person for person in self.everybody if person.is_guest]

    @property
    def others_heard(self) -> list[ListedSpeaker]:
        """Hosts, and authors of notes."""
        return [person for person in self.everybody if person.is_heard and not person.is_guest]

    @property
    def reported_only(self) -> list[ListedSpeaker]:
        """The speakers who appear only through the reports of others."""
        return [person for person in self.everybody if not person.is_heard]


def list_speakers() -> SpeakerDirectory:
    """Return every speaker with their numbers; costs seven queries, however many speakers there are."""
    claims = Claim.objects.published()
    total, own = claims.count_by_holder(), claims.in_own_name().count_by_holder()
    placed = Stance.objects.published().topics_by_speaker()
    everybody: Any = Speaker.objects.with_appearances().with_voice()
    return SpeakerDirectory(
        [
            ListedSpeaker(
                speaker,
                own=own.get(speaker.pk, 0),
                reported=total.get(speaker.pk, 0) - own.get(speaker.pk, 0),
                placed=placed.get(speaker.pk, 0),
                is_labelled=speaker.is_labelled,
            )
            for speaker in everybody
        ]
    )
