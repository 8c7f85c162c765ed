"""What speakers say on a topic, side by side: stances, claims, reported views, and which kind of silence a blank is."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from explorer.coding import rules
from explorer.coding.vocabulary import ClaimRole, Confidence, Grade, Mode, Silence
from explorer.models import ClaimTopic, Contrast, Erratum, Source, Speaker, Stance, Topic
from explorer.services.assessing import AssessedStance, assess_with
from explorer.services.quoting import Quoted, TopicClaim, errata_of, topic_claim


@dataclass(frozen=True, slots=True)
class Column:
    """One speaker on one topic.

    ``claims`` are the speaker's own; ``reported`` is what others say they hold and gives no position. ``silence``
    says which kind of blank it is where there is neither a stance nor a claim of position.
    """

    speaker: Speaker
    stance: AssessedStance | None
    earlier: tuple[AssessedStance, ...]
    silence: Silence | None
    claims: tuple[TopicClaim, ...]
    reported: tuple[TopicClaim, ...]
    hidden: int = 0

    @property
    def position(self) -> int | None:
        """The leading stance's place on the scale (−2…2), None without one."""
        return self.stance.stance.position if self.stance else None

    @property
    def is_hollow(self) -> bool:
        """Whether the mark is drawn hollow, for want of the speaker's own words."""
        return self.stance is not None and self.stance.confidence in {None, Confidence.LOW}

    @property
    def definitions(self) -> tuple[TopicClaim, ...]:
        """The claims that say what the speaker means by a word."""
        return tuple(claim for claim in self.claims if claim.claim.role == ClaimRole.DEFINITION)

    @property
    def statements(self) -> tuple[TopicClaim, ...]:
        """All other claims."""
        return tuple(claim for claim in self.claims if claim.claim.role != ClaimRole.DEFINITION)

    @property
    def own(self) -> int:
        """How many of the claims shown have words behind them that a document prints as the speaker's own."""
        return sum(any(quoted.evidence.is_labelled_speech for quoted in claim.quoted) for claim in self.claims)

    @property
    def silence_words(self) -> str:
        """The kind of silence in words; a speaker who touches on the question without answering it is no blank."""
        if self.silence == Silence.NOT_DISCUSSED and (self.claims or self.hidden):
            return "Read in full, no position taken"
        return self.silence.label if self.silence else ""

    @property
    def label(self) -> str:
        """Where the speaker stands in words, or for want of that what kind of blank it is."""
        return self.stance.label if self.stance else self.silence_words or "Speaks to the question, not placed"

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the column with only evidence of the given grades and modes; ``hidden`` counts claims left out."""
        claims = tuple(kept for claim in self.claims if (kept := claim.narrowed(grades, modes)).quoted)
        reported = tuple(kept for claim in self.reported if (kept := claim.narrowed(grades, modes)).quoted)
        hidden = len(self.claims) + len(self.reported) - len(claims) - len(reported)
        return replace(self, claims=claims, reported=reported, hidden=hidden)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps of a topic's scale, and who stands on it."""

    position: int
    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A topic and a column for each speaker, in the order asked for.

    ``others`` are those not asked for of whom someone else reports a view on the topic.
    """

    topic: Topic
    columns: tuple[Column, ...]
    others: tuple[Column, ...] = ()

    @property
    def steps(self) -> list[Step]:
        """The scale from the first pole to the second; within a step own words come first, then names."""
        return [
            Step(
                position,
                rules.degree_label(position, self.topic.poles),
                tuple(
                    sorted(
                        (column for column in self.columns if column.position == position),
                        key=lambda column: (column.is_hollow, column.speaker.name),
                    )
                ),
            )
            for position in rules.POSITIONS
        ]

    @property
    def unnumbered(self) -> list[Column]:
        """Those whose stance is a code without a number."""
        return [column for column in self.columns if column.stance and column.position is None]

    @property
    def silent(self) -> list[Column]:
        """Those without a stance."""
        return [column for column in self.columns if not column.stance]

    @property
    def claim_count(self) -> int:
        """How many claims of their own the speakers make on the topic."""
        return sum(len(column.claims) for column in self.columns)

    def grades(self) -> dict[Grade, int]:
        """Return how many pieces of evidence there are of each grade."""
        return {grade: sum(quoted.evidence.passage.grade == grade for quoted in self._quoted()) for grade in Grade}

    def modes(self) -> dict[Mode, int]:
        """Return how many pieces of evidence there are of each mode."""
        return {mode: sum(quoted.evidence.mode == mode for quoted in self._quoted()) for mode in Mode}

    def _quoted(self) -> Iterable[Quoted]:
        for column in (*self.columns, *self.others):
            for claim in (*column.claims, *column.reported):
                yield from claim.quoted


def compare(topic: Topic, speakers: Sequence[Speaker]) -> Comparison:
    """Return what ``speakers`` say on ``topic``; costs five queries, however many speakers and claims there are."""
    return survey([topic], speakers)[0]


def survey(topics: Sequence[Topic], speakers: Sequence[Speaker]) -> list[Comparison]:
    """Return a comparison for each topic, in their order, for the queries of one."""
    links = list(ClaimTopic.objects.published().about(topics).with_claims())
    return _comparisons(topics, speakers, links)


def survey_one(topics: Sequence[Topic], speaker: Speaker) -> list[tuple[Topic, Column]]:
    """Return one speaker's column on each topic, for the same queries, without reading anybody else's claims."""
    links = list(ClaimTopic.objects.published().about(topics).held_by_any([speaker]).with_claims())
    return [(comparison.topic, comparison.columns[0]) for comparison in _comparisons(topics, [speaker], links)]


def _comparisons(topics: Sequence[Topic], speakers: Sequence[Speaker], links: Sequence[ClaimTopic]) -> list[Comparison]:
    stances = assess_with(Stance.objects.published().about(topics).with_context(), links)
    read = Source.objects.read_days(speakers)
    errata = errata_of(link.claim for link in links)
    return [_comparison(topic, speakers, stances, links, read, errata) for topic in topics]


def contrasts_between(topic: Topic, speakers: Iterable[Speaker]) -> list[Contrast]:
    """Return the coded differences on a topic between any two of the speakers."""
    return list(Contrast.objects.with_pair().about(topic).between(speakers))


def _comparison(
    topic: Topic,
    speakers: Sequence[Speaker],
    stances: Iterable[AssessedStance],
    links: Iterable[ClaimTopic],
    read: Mapping[int, Sequence[datetime.date | None]],
    errata: Mapping[int, Sequence[Erratum]],
) -> Comparison:
    of_topic = [stance for stance in stances if stance.stance.topic_id == topic.pk]
    claims = [topic_claim(link, errata) for link in links if link.topic_id == topic.pk]
    return Comparison(
        topic,
        tuple(_column(topic, speaker, of_topic, claims, read) for speaker in speakers),
        tuple(_others(claims, speakers)),
    )


def _others(claims: Iterable[TopicClaim], asked_for: Container[Speaker]) -> Iterable[Column]:
    """Yield a column with what is reported of each who was not asked for, by name."""
    reported: defaultdict[Speaker, list[TopicClaim]] = defaultdict(list)
    for claim in claims:
        if claim.claim.is_reported and claim.claim.speaker not in asked_for:
            reported[claim.claim.speaker].append(claim)
    for speaker in sorted(reported, key=lambda speaker: (speaker.name, speaker.slug)):
        yield Column(speaker, None, (), None, (), tuple(reported[speaker]))


def _column(
    topic: Topic,
    speaker: Speaker,
    stances: Iterable[AssessedStance],
    claims: Iterable[TopicClaim],
    read: Mapping[int, Sequence[datetime.date | None]],
) -> Column:
    mine = [claim for claim in claims if claim.claim.speaker_id == speaker.pk]
    own = tuple(claim for claim in mine if not claim.claim.is_reported)
    ordered = _newest_first(stance for stance in stances if stance.stance.speaker_id == speaker.pk)
    says_something = ordered or any(not claim.qualifies for claim in own)
    return Column(
        speaker=speaker,
        stance=ordered[0] if ordered else None,
        earlier=tuple(ordered[1:]),
        silence=None if says_something else silence_of(topic, read.get(speaker.pk, ())),
        claims=own,
        reported=tuple(claim for claim in mine if claim.claim.is_reported),
    )


def _newest_first(stances: Iterable[AssessedStance]) -> list[AssessedStance]:
    """Order stances so that the newest dated one leads; an undated one is never current."""
    return sorted(stances, key=lambda stance: stance.as_of or datetime.date.min, reverse=True)


def silence_of(topic: Topic, read: Sequence[datetime.date | None]) -> Silence:
    """Return which kind of silence a blank is, by when each document of the speaker's episodes was read in full."""
    if not read:
        return Silence.NO_SOURCE
    if all(day is not None and day >= topic.added for day in read):
        return Silence.NOT_DISCUSSED
    return Silence.NOT_READ
