"""One speaker across every topic: their stances, their silences, what others report of them, what they report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.coding.vocabulary import AppearanceRole, Bearing, ClaimRole, Silence
from explorer.debate.compare import survey_speakers
from explorer.debate.comparison import Column, Comparison
from explorer.debate.contrasts import SpeakerContrast, list_contrasts
from explorer.debate.evidence import TopicClaim, build_shown_evidence, each_once, fetch_errata
from explorer.debate.neighbours import Neighbour, Neighbourhood, survey_neighbours
from explorer.debate.people import PairVerdict, QuestionRow
from explorer.models import Claim, Episode, Speaker, Topic

SHOWN_OF_A_PAIR = 3
"""The largest number of questions shown of the speaker and whoever is furthest or nearest."""


@dataclass(frozen=True, slots=True)
class EpisodePart:
    """An episode with the role of a speaker in it."""

    episode: Episode
    role: AppearanceRole


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A speaker's column on one topic, with their contrasts there."""

    topic: Topic
    column: Column
    contrasts: tuple[SpeakerContrast, ...]


@dataclass(frozen=True, slots=True)
class SilenceGroup:
    """The topics on which a speaker is silent in one way, with that way in words."""

    words: str
    silence: Silence
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class ProfileEnd:
    """The speaker furthest from the profile's or nearest to it, with the questions that show it best."""

    neighbour: Neighbour
    is_nearest: bool
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A speaker with a row for every topic.

    ``ends`` are whoever is furthest and nearest, ``between`` those in between, the furthest first.
    ``parts`` are their episodes. ``reports`` are claims of others, with the evidence that this speaker asserts.
    ``heard_in`` are, of somebody without any part, the episodes of which words of theirs are held.
    """

    speaker: Speaker
    rows: tuple[TopicRow, ...]
    parts: tuple[EpisodePart, ...]
    reports: tuple[TopicClaim, ...]
    heard_in: tuple[Episode, ...] = ()
    ends: tuple[ProfileEnd, ...] = ()
    between: tuple[Neighbour, ...] = ()

    @property
    def is_guest(self) -> bool:
        """Whether they were a guest in an episode, so that their documents are expected to hold positions."""
        return any(part.role == AppearanceRole.GUEST for part in self.parts)

    @property
    def spoken(self) -> list[TopicRow]:
        """The topics on which they are not silent."""
        return [row for row in self.rows if not row.column.silence]

    @property
    def blanks(self) -> list[SilenceGroup]:
        """The topics on which they are silent, by the kind of silence; those on which they took no side come first."""
        groups = {
            silence: [row for row in self.rows if row.column.silence == silence]
            for silence in sorted(Silence, key=lambda silence: silence != Silence.TOOK_NO_SIDE)
        }
        return [
            SilenceGroup(rows[0].column.silence_words, silence, tuple(row.topic for row in rows))
            for silence, rows in groups.items()
            if rows
        ]

    @property
    def claims(self) -> list[TopicClaim]:
        """Their own claims, each once, however many topics it is linked to."""
        return each_once([claim for row in self.rows for claim in row.column.claims])

    @property
    def reported(self) -> list[TopicClaim]:
        """The claims that only others report of them, each once."""
        return each_once([claim for row in self.rows for claim in row.column.reported])

    @property
    def has_own_voice(self) -> bool:
        """Whether anything held comes from the speaker, be it as guest, host or writer."""
        return bool(self.parts or self.heard_in or self.claims or self.reports)

    @property
    def by_role(self) -> list[tuple[ClaimRole, list[TopicClaim]]]:
        """Their claims by role, without plain claims and without roles that none of their claims has."""
        roles = [role for role in ClaimRole if role != ClaimRole.PLAIN]
        groups = [(role, [claim for claim in self.claims if claim.role == role]) for role in roles]
        return [(role, claims) for role, claims in groups if claims]


def build_profile(speaker: Speaker, topics: Sequence[Topic]) -> Profile:
    """Return a speaker's profile; costs at most seventeen queries, however many people, topics and claims there are."""
    contrasts = list_contrasts(speaker, topics)
    near = survey_neighbours(speaker, contrasts)
    comparisons = survey_speakers(topics, [speaker, *(end.other for end in near.ends)])
    rows = tuple(_build_row(comparison, contrasts) for comparison in comparisons)
    parts = _fetch_parts(speaker)
    return Profile(
        speaker,
        rows,
        parts,
        _fetch_reports(speaker),
        () if parts else _fetch_heard(speaker, rows),
        tuple(build_ends(near, comparisons, contrasts)),
        near.between,
    )


def _build_row(comparison: Comparison, contrasts: Iterable[SpeakerContrast]) -> TopicRow:
    on_topic = tuple(seen for seen in contrasts if seen.contrast.topic_id == comparison.topic.pk)
    return TopicRow(comparison.topic, comparison.columns[0], on_topic)


def build_ends(
    near: Neighbourhood, comparisons: Sequence[Comparison], contrasts: Sequence[SpeakerContrast]
) -> Iterator[ProfileEnd]:
    """Yield each end with the questions that both answer: of the furthest the widest apart first, else the closest."""
    for place, end in enumerate(near.ends, start=1):
        is_nearest = end is near.nearest
        rows = [_pair_columns(comparison, place, contrasts) for comparison in comparisons]
        both = [row for row in rows if row.verdict in {PairVerdict.AGREE, PairVerdict.DIFFER}]
        both.sort(key=lambda row: (row.verdict == PairVerdict.DIFFER, row.distance or 0), reverse=not is_nearest)
        yield ProfileEnd(end, is_nearest, tuple(both[:SHOWN_OF_A_PAIR]))


def _pair_columns(comparison: Comparison, place: int, contrasts: Iterable[SpeakerContrast]) -> QuestionRow:
    """Return the columns of the speaker and of the one at a place, side by side."""
    pair = (comparison.columns[0], comparison.columns[place])
    shared = (
        seen.contrast
        for seen in contrasts
        if seen.contrast.topic_id == comparison.topic.pk and seen.other == pair[1].speaker
    )
    return QuestionRow(comparison.topic, pair, tuple(shared))


def _fetch_parts(speaker: Speaker) -> tuple[EpisodePart, ...]:
    return tuple(
        EpisodePart(episode, AppearanceRole(appearance.role))
        for episode in Episode.objects.with_people().featuring(speaker)
        for appearance in episode.appearances.all()
        if appearance.speaker_id == speaker.pk
    )


def _fetch_heard(speaker: Speaker, rows: Sequence[TopicRow]) -> tuple[Episode, ...]:
    """Return the episodes whose documents label a speaker, or quote them otherwise than as the documents' writer."""
    names = set(speaker.names)
    quoted = {
        piece.source.episode_id
        for row in rows
        for claim in row.column.claims
        for piece in claim.record.evidence.all()
        if piece.asserter_id == speaker.pk and piece.source.writer not in names
    }
    placed = {row.column.stance.episode_id for row in rows if row.column.stance}
    return tuple(Episode.objects.with_words_of(speaker, also=quoted | placed))


def _fetch_reports(speaker: Speaker) -> tuple[TopicClaim, ...]:
    """Return the claims of others that a speaker reports, with the evidence that the speaker asserts."""
    claims = list(Claim.objects.published().reported_by(speaker).with_evidence())
    errata = fetch_errata(claims)
    return tuple(
        TopicClaim(
            claim,
            # The page is about no topic, so that the bearing is not shown.
            Bearing.POSITION,
            tuple(
                quoted for quoted in build_shown_evidence(claim, errata) if quoted.evidence.asserter_id == speaker.pk
            ),
        )
        for claim in claims
    )
