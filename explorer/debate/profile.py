"""One speaker across every topic: their stances, their silences, what others report of them, what they report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from explorer.coding.vocabulary import AppearanceRole, Bearing, ClaimRole, Silence
from explorer.debate.comparison import Column, Comparison
from explorer.debate.contrasts import SpeakerContrast, list_contrasts
from explorer.debate.evidence import TopicClaim, build_shown_evidence, fetch_errata
from explorer.debate.neighbours import Neighbour, Neighbourhood, survey_neighbours
from explorer.debate.people import PairVerdict, QuestionRow
from explorer.debate.portions.columns import survey_kept
from explorer.models import Appearance, Claim, Episode, Evidence, Speaker, SpeakerTally, Topic
from explorer.models.claims import fetch_evidence
from explorer.models.queries.prepared import prepared

SHOWN_OF_A_PAIR = 3
"""The largest number of questions shown of the speaker and whoever is furthest or nearest."""

MOST_OF_A_ROLE = 6
"""The largest number of claims shown of each role."""

MOST_REPORTED = 12
"""The largest number of claims shown that others report, and that the speaker reports."""

MOST_PARTS = 12
"""The largest number of episodes shown."""

MOST_BLANKS = 20
"""The largest number of topics named of each kind of silence."""


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
    more: int = 0
    """The number of topics that are not named."""


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
    ``heard_in`` are, of somebody without any part, the episodes of which words of theirs are held. ``told`` are their
    claims with a role, ``reported`` those that only others report of them; ``tally`` counts all of their claims.
    Of everything the first few are fetched, and ``part_count`` and ``report_count`` tell how many there are.
    """

    speaker: Speaker
    rows: tuple[TopicRow, ...]
    parts: tuple[EpisodePart, ...]
    reports: tuple[TopicClaim, ...]
    heard_in: tuple[Episode, ...] = ()
    ends: tuple[ProfileEnd, ...] = ()
    between: tuple[Neighbour, ...] = ()
    told: tuple[TopicClaim, ...] = ()
    reported: tuple[TopicClaim, ...] = ()
    tally: SpeakerTally = field(default_factory=SpeakerTally)
    part_count: int = 0

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
            SilenceGroup(
                rows[0].column.silence_words,
                silence,
                tuple(row.topic for row in rows[:MOST_BLANKS]),
                max(len(rows) - MOST_BLANKS, 0),
            )
            for silence, rows in groups.items()
            if rows
        ]

    @property
    def has_own_voice(self) -> bool:
        """Whether anything held comes from the speaker, be it as guest, host or writer."""
        return bool(self.parts or self.heard_in or self.tally.own or self.reports)

    @property
    def report_count(self) -> int:
        """The number of claims of others that they report."""
        return self.tally.reports

    @property
    def by_role(self) -> list[tuple[ClaimRole, list[TopicClaim]]]:
        """Their claims by role, without plain claims and without roles that none of their claims has."""
        roles = [role for role in ClaimRole if role != ClaimRole.PLAIN]
        groups = [(role, [claim for claim in self.told if claim.role == role]) for role in roles]
        return [(role, claims) for role, claims in groups if claims]


def build_profile(speaker: Speaker, topics: Sequence[Topic]) -> Profile:
    """Return a speaker's profile; costs at most thirty queries, however many people, topics and claims there are."""
    contrasts = list_contrasts(speaker, topics)
    near = survey_neighbours(speaker, contrasts)
    comparisons = survey_kept(topics, [speaker, *(end.other for end in near.ends)])
    rows = tuple(_build_row(comparison, contrasts) for comparison in comparisons)
    parts = _fetch_parts(speaker)
    return Profile(
        speaker,
        rows,
        parts,
        _list_reports(speaker),
        () if parts else _fetch_heard(speaker, rows),
        tuple(build_ends(near, comparisons, contrasts)),
        near.between,
        told=_build_claims(_find_told(MOST_OF_A_ROLE, speaker=speaker.pk)),
        reported=_build_claims(_find_reported(MOST_REPORTED, speaker=speaker.pk)),
        tally=SpeakerTally.objects.filter(speaker=speaker).first() or SpeakerTally(speaker=speaker),
        part_count=speaker.appearances.count(),
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
    parts = Appearance.objects.newest_of(speaker)
    return tuple(EpisodePart(part.episode, AppearanceRole(part.role)) for part in parts[:MOST_PARTS])


def _fetch_heard(speaker: Speaker, rows: Sequence[TopicRow]) -> tuple[Episode, ...]:
    """Return the episodes whose documents label a speaker, or quote them otherwise than as the documents' writer."""
    quoted = Evidence.objects.published().in_own_name_of(speaker).exclude(source__writer__in=speaker.names)
    placed = {row.column.stance.episode_id for row in rows if row.column.stance}
    keys = set(quoted.order_by().values_list("source__episode", flat=True).distinct()[:MOST_PARTS])
    return tuple(Episode.objects.with_words_of(speaker, also=keys | placed)[:MOST_PARTS])


def _build_claims(claims: Sequence[Claim]) -> tuple[TopicClaim, ...]:
    """Return claims apart from any topic, so that their bearing is not shown."""
    fetch_evidence(claims)
    errata = fetch_errata(claims)
    return tuple(TopicClaim(claim, Bearing.POSITION, build_shown_evidence(claim, errata)) for claim in claims)


@prepared
def _find_told(most: int, /, *, speaker: int) -> QuerySet[Claim]:
    return Claim.objects.published().held_by(speaker).told_by_role(most).with_records()


@prepared
def _find_reported(most: int, /, *, speaker: int) -> QuerySet[Claim]:
    return Claim.objects.published().held_by(speaker).only_reported().with_records()[:most]


@prepared
def _find_reports(most: int, /, *, speaker: int) -> QuerySet[Claim]:
    return Claim.objects.published().reported_by(speaker).with_records()[:most]


def _list_reports(speaker: Speaker) -> tuple[TopicClaim, ...]:
    """Return claims of others that a speaker reports, with the evidence that the speaker asserts."""
    return tuple(
        replace(claim, quoted=tuple(piece for piece in claim.quoted if piece.evidence.asserter_id == speaker.pk))
        for claim in _build_claims(_find_reports(MOST_REPORTED, speaker=speaker.pk))
    )
