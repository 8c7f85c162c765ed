"""One person across every topic: where they stand, where they are silent, what others say, and what they report."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import AppearanceRole, Bearing, ClaimRole, Silence
from explorer.debate.compare import survey_one
from explorer.debate.comparison import Column
from explorer.debate.contrasts import SpeakerContrast, list_contrasts
from explorer.debate.evidence import TopicClaim, build_shown_evidence, each_once, fetch_errata
from explorer.models import Claim, Episode, Speaker, Topic


@dataclass(frozen=True, slots=True)
class EpisodePart:
    """An episode and what a person did in it."""

    episode: Episode
    role: AppearanceRole


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A person on one topic, and with whom they part there."""

    topic: Topic
    column: Column
    partings: tuple[SpeakerContrast, ...]


@dataclass(frozen=True, slots=True)
class SilenceGroup:
    """The topics on which a person is silent in one way, the way in words; ``silence`` is its kind."""

    words: str
    silence: Silence
    touches: bool
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with a row for every topic.

    ``reports`` are views of others, with the evidence that this person asserts.
    """

    speaker: Speaker
    rows: tuple[TopicRow, ...]
    parts: tuple[EpisodePart, ...]
    reports: tuple[TopicClaim, ...]

    @property
    def is_guest(self) -> bool:
        """Whether they were a guest somewhere, so that their documents are expected to hold positions."""
        return any(part.role == AppearanceRole.GUEST for part in self.parts)

    @property
    def spoken(self) -> list[TopicRow]:
        """The topics that they speak to."""
        return [row for row in self.rows if not row.column.silence]

    @property
    def blanks(self) -> list[SilenceGroup]:
        """The topics without a position of theirs, by what the blank means."""
        groups: dict[tuple[Silence, bool], list[TopicRow]] = {}
        for row in self.rows:
            if row.column.silence:
                groups.setdefault((row.column.silence, bool(row.column.claims)), []).append(row)
        return [
            SilenceGroup(rows[0].column.silence_words, silence, touches, tuple(row.topic for row in rows))
            for (silence, touches), rows in sorted(groups.items(), key=lambda item: _order(*item[0]))
        ]

    @property
    def claims(self) -> list[TopicClaim]:
        """What they hold in their own name, each claim once."""
        return each_once([claim for row in self.rows for claim in row.column.claims])

    @property
    def reported(self) -> list[TopicClaim]:
        """What others say they hold, each claim once."""
        return each_once([claim for row in self.rows for claim in row.column.reported])

    @property
    def has_own_voice(self) -> bool:
        """Whether anything held comes from the person."""
        return bool(self.parts or self.claims or self.reports)

    @property
    def by_role(self) -> list[tuple[ClaimRole, list[TopicClaim]]]:
        """Their definitions, their predictions, and what would change their mind, where there are any."""
        kinds = [role for role in ClaimRole if role != ClaimRole.PLAIN]
        found = [(role, [item for item in self.claims if item.claim.role == role]) for role in kinds]
        return [(role, items) for role, items in found if items]


def build_profile(speaker: Speaker, topics: Sequence[Topic]) -> Profile:
    """Return a person's profile; costs twelve queries at most, however many topics and claims there are."""
    columns = survey_one(topics, speaker)
    partings = list_contrasts(speaker, topics)
    rows = tuple(
        TopicRow(topic, column, tuple(parting for parting in partings if parting.contrast.topic_id == topic.pk))
        for topic, column in columns
    )
    return Profile(speaker, rows, _parts_of(speaker), _reports_by(speaker))


def _parts_of(speaker: Speaker) -> tuple[EpisodePart, ...]:
    return tuple(
        EpisodePart(episode, AppearanceRole(appearance.role))
        for episode in Episode.objects.with_people().featuring(speaker)
        for appearance in episode.appearances.all()
        if appearance.speaker_id == speaker.pk
    )


def _reports_by(speaker: Speaker) -> tuple[TopicClaim, ...]:
    claims = list(Claim.objects.published().reported_by(speaker).with_evidence())
    errata = fetch_errata(claims)
    return tuple(
        TopicClaim(
            claim,
            Bearing.POSITION,
            tuple(one for one in build_shown_evidence(claim, errata) if one.evidence.asserter_id == speaker.pk),
        )
        for claim in claims
    )


def _order(silence: Silence, touches: bool) -> tuple[bool, int]:  # noqa: FBT001  (half of a key)
    """Put those where something near was said first, then as the kinds are listed."""
    return not touches, list(Silence).index(silence)
