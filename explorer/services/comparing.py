"""What speakers say on a topic, side by side: stances, claims, reported views, and which kind of silence a blank is."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from explorer.coding import rules
from explorer.coding.vocabulary import Bearing, Confidence, Grade, Mode, Silence
from explorer.models import Claim, ClaimTopic, Contrast, Erratum, Evidence, Source, Speaker, Stance, Topic
from explorer.services.assessing import AssessedStance, assess_with


@dataclass(frozen=True, slots=True)
class Quoted:
    """A piece of evidence with the known slips inside its words."""

    evidence: Evidence
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicClaim:
    """A claim as it bears on one topic, with the evidence that is shown of it."""

    claim: Claim
    bearing: Bearing
    quoted: tuple[Quoted, ...]

    @property
    def qualifies(self) -> bool:
        """Whether the claim is context to the position rather than part of it."""
        return self.bearing == Bearing.CONTEXT

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the claim with only the evidence of the given grades and modes."""
        return replace(
            self,
            quoted=tuple(
                quoted
                for quoted in self.quoted
                if quoted.evidence.passage.grade in grades and quoted.evidence.mode in modes
            ),
        )


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
    """A topic and a column for each speaker, in the order asked for."""

    topic: Topic
    columns: tuple[Column, ...]

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
        for column in self.columns:
            for claim in (*column.claims, *column.reported):
                yield from claim.quoted


def compare(topic: Topic, speakers: Sequence[Speaker]) -> Comparison:
    """Return what ``speakers`` say on ``topic``; costs five queries, however many speakers and claims there are."""
    return survey([topic], speakers)[0]


def survey(topics: Sequence[Topic], speakers: Sequence[Speaker]) -> list[Comparison]:
    """Return a comparison for each topic, in their order, for the queries of one."""
    links = list(ClaimTopic.objects.published().about(topics).with_claims())
    stances = assess_with(Stance.objects.published().about(topics).with_context(), links)
    read = Source.objects.read_days(speakers)
    errata = _errata_of(links)
    return [_comparison(topic, speakers, stances, links, read, errata) for topic in topics]


def contrasts_between(topic: Topic, speakers: Iterable[Speaker]) -> list[Contrast]:
    """Return the coded differences on a topic between any two of the speakers."""
    return list(Contrast.objects.with_pair().about(topic).between(speakers))


def _errata_of(links: Iterable[ClaimTopic]) -> Mapping[int, list[Erratum]]:
    sources = {evidence.source_id for link in links for evidence in link.claim.evidence.all()}
    found: defaultdict[int, list[Erratum]] = defaultdict(list)
    for erratum in Erratum.objects.in_sources(sources):
        found[erratum.source_id].append(erratum)
    return found


def _comparison(
    topic: Topic,
    speakers: Iterable[Speaker],
    stances: Iterable[AssessedStance],
    links: Iterable[ClaimTopic],
    read: Mapping[int, Sequence[datetime.date | None]],
    errata: Mapping[int, Sequence[Erratum]],
) -> Comparison:
    of_topic = [stance for stance in stances if stance.stance.topic_id == topic.pk]
    claims = [_topic_claim(link, errata) for link in links if link.topic_id == topic.pk]
    return Comparison(topic, tuple(_column(topic, speaker, of_topic, claims, read) for speaker in speakers))


def _topic_claim(link: ClaimTopic, errata: Mapping[int, Sequence[Erratum]]) -> TopicClaim:
    return TopicClaim(
        link.claim,
        Bearing(link.bearing),
        tuple(
            Quoted(
                evidence,
                tuple(
                    erratum
                    for erratum in errata.get(evidence.source_id, ())
                    if evidence.start <= erratum.start and erratum.end <= evidence.end
                ),
            )
            for evidence in link.claim.evidence.all()
        ),
    )


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
        silence=None if says_something else _silence(topic, read.get(speaker.pk, ())),
        claims=own,
        reported=tuple(claim for claim in mine if claim.claim.is_reported),
    )


def _newest_first(stances: Iterable[AssessedStance]) -> list[AssessedStance]:
    """Order stances so that the newest dated one leads; an undated one is never current."""
    return sorted(stances, key=lambda stance: stance.as_of or datetime.date.min, reverse=True)


def _silence(topic: Topic, read: Sequence[datetime.date | None]) -> Silence:
    if not read:
        return Silence.NO_SOURCE
    if all(day is not None and day >= topic.added for day in read):
        return Silence.NOT_DISCUSSED
    return Silence.NOT_READ
