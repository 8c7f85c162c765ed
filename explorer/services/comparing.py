"""What speakers say on a topic, side by side: stances, claims, reported views, and which kind of silence a blank is."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from explorer.coding import manual, rules
from explorer.coding.vocabulary import ClaimRole, Confidence, Grade, Mode, Silence
from explorer.models import ClaimTopic, Contrast, Source, Speaker, Stance, Topic
from explorer.services.assessing import AssessedStance, assess_with
from explorer.services.dating import Cut, counts_by, cut_of, silence_words
from explorer.services.quoting import Quoted, TopicClaim, each_once, errata_of, narrow, topic_claim

Reading = tuple[datetime.date | None, datetime.date | None]
"""When the episode of a document is from, and when the document was read in full; None where either is not known."""


@dataclass(frozen=True, slots=True)
class Column:
    """One speaker on one topic.

    ``claims`` are the speaker's own; ``reported`` is what others say they hold and gives no position. ``silence``
    says which kind of blank it is where there is neither a stance nor a claim of position. ``cut`` is what a day leaves
    out, None where all is shown; ``days`` are those of the speaker's episodes of which documents are held.
    """

    speaker: Speaker
    stance: AssessedStance | None
    earlier: tuple[AssessedStance, ...]
    silence: Silence | None
    claims: tuple[TopicClaim, ...]
    reported: tuple[TopicClaim, ...]
    hidden: int = 0
    cut: Cut | None = None
    days: frozenset[datetime.date] = frozenset()

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
        return silence_words(self.silence, self.cut.day if self.cut else None) if self.silence else ""

    @property
    def silence_note(self) -> str:
        """What the kind of silence means, as a sentence; nothing where the speaker is not silent."""
        if self.silence is None:
            return ""
        if self.silence == Silence.NOT_DISCUSSED and (self.claims or self.hidden):
            return "What they say touches on the question without answering it."
        if self.silence == Silence.NO_SOURCE and self.cut:
            return "We hold no document of an episode with them that is dated by then."
        return manual.MEANINGS[Silence][self.silence]

    @property
    def label(self) -> str:
        """Where the speaker stands in words, or for want of that what kind of blank it is."""
        return self.stance.label if self.stance else self.silence_words or "Speaks to the question, not placed"

    def narrowed(self, grades: Container[str], modes: Container[str]) -> Self:
        """Return the column with only evidence of the given grades and modes; ``hidden`` counts claims left out."""
        claims, reported = narrow(self.claims, grades, modes), narrow(self.reported, grades, modes)
        hidden = len(self.claims) + len(self.reported) - len(claims) - len(reported)
        cut = self.cut.narrowed(grades, modes) if self.cut else None
        return replace(self, claims=claims, reported=reported, hidden=hidden, cut=cut)


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
    def placed(self) -> int:
        """How many speakers have a place on the scale."""
        return sum(column.position is not None for column in self.columns)

    @property
    def distance(self) -> int | None:
        """How many steps the two furthest apart are from each other (0…4); None with fewer than two on the scale."""
        found = [column.position for column in self.columns if column.position is not None]
        return max(found) - min(found) if len(found) > 1 else None

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


@dataclass(frozen=True, slots=True)
class _Held:
    """What the database holds for a survey: out of it every column is made without another query."""

    stances: Sequence[AssessedStance]
    claims: Sequence[tuple[int, TopicClaim]]
    readings: Mapping[int, Sequence[Reading]]
    as_of: datetime.date | None

    def stances_on(self, topic: Topic) -> list[AssessedStance]:
        """Return everybody's stances on a topic, of whatever day."""
        return [stance for stance in self.stances if stance.stance.topic_id == topic.pk]

    def claims_on(self, topic: Topic) -> list[TopicClaim]:
        """Return everybody's claims on a topic, of whatever day."""
        return [claim for topic_id, claim in self.claims if topic_id == topic.pk]


def compare(topic: Topic, speakers: Sequence[Speaker], as_of: datetime.date | None = None) -> Comparison:
    """Return what ``speakers`` say on ``topic``; costs five queries, however many speakers and claims there are."""
    return survey([topic], speakers, as_of)[0]


def survey(
    topics: Sequence[Topic], speakers: Sequence[Speaker], as_of: datetime.date | None = None
) -> list[Comparison]:
    """Return a comparison for each topic, in their order, for the queries of one.

    With ``as_of`` everything follows from what was said in episodes dated on or before that day: claims, stances and
    what is derived from them, and which documents there were to be silent in. What was said later or has no date stands
    in the columns' ``cut`` and counts for nothing.
    """
    links = list(ClaimTopic.objects.published().about(topics).with_claims())
    return _comparisons(topics, speakers, links, as_of)


def survey_one(topics: Sequence[Topic], speaker: Speaker) -> list[tuple[Topic, Column]]:
    """Return one speaker's column on each topic, for the same queries, without reading anybody else's claims."""
    links = list(ClaimTopic.objects.published().about(topics).held_by_any([speaker]).with_claims())
    return [(comparison.topic, comparison.columns[0]) for comparison in _comparisons(topics, [speaker], links)]


def undated_of(columns: Iterable[Column]) -> list[TopicClaim]:
    """Return what a day leaves out of the columns for want of a date, each claim once."""
    return each_once(claim for column in columns if column.cut for claim in column.cut.undated)


def days_of(columns: Iterable[Column]) -> frozenset[datetime.date]:
    """Return the days of the episodes of which documents of the columns' speakers are held."""
    return frozenset().union(*(column.days for column in columns))


def contrasts_between(topic: Topic, columns: Sequence[Column]) -> list[Contrast]:
    """Return the coded differences on a topic between any two of the columns' speakers, as far as a day leaves them."""
    contrasts = Contrast.objects.with_pair().about(topic).between(column.speaker for column in columns)
    return still_hold(contrasts, columns)


def still_hold(contrasts: Iterable[Contrast], columns: Iterable[Column]) -> list[Contrast]:
    """Return the contrasts on a topic of which both ends are shown whole.

    A contrast has no date of its own: where a day leaves out anything of either speaker on the topic, the difference
    may rest on it.
    """
    whole = {column.speaker.pk for column in columns if not (column.cut and column.cut.is_felt)}
    return [contrast for contrast in contrasts if {contrast.first_id, contrast.second_id} <= whole]


def _comparisons(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    links: Sequence[ClaimTopic],
    as_of: datetime.date | None = None,
) -> list[Comparison]:
    errata = errata_of(link.claim for link in links)
    held = _Held(
        assess_with(Stance.objects.published().about(topics).with_context(), links),
        [(link.topic_id, topic_claim(link, errata)) for link in links],
        Source.objects.read_days(speakers),
        as_of,
    )
    return [_comparison(topic, speakers, held) for topic in topics]


def _comparison(topic: Topic, speakers: Sequence[Speaker], held: _Held) -> Comparison:
    stances, claims = held.stances_on(topic), held.claims_on(topic)
    columns = tuple(_column(topic, speaker, stances, claims, held) for speaker in speakers)
    return Comparison(topic, columns, tuple(_others(claims, speakers, held.as_of)))


def _others(
    claims: Iterable[TopicClaim], asked_for: Container[Speaker], as_of: datetime.date | None
) -> Iterable[Column]:
    """Yield a column with what is reported of each who was not asked for, by name."""
    reported: defaultdict[Speaker, list[TopicClaim]] = defaultdict(list)
    for claim in claims:
        if claim.claim.is_reported and claim.claim.speaker not in asked_for:
            reported[claim.claim.speaker].append(claim)
    for speaker in sorted(reported, key=lambda speaker: (speaker.name, speaker.slug)):
        of_them = reported[speaker]
        said = tuple(claim for claim in of_them if counts_by(claim.day, as_of))
        yield Column(speaker, None, (), None, (), said, cut=cut_of(as_of, of_them))


def _column(
    topic: Topic,
    speaker: Speaker,
    stances: Iterable[AssessedStance],
    claims: Iterable[TopicClaim],
    held: _Held,
) -> Column:
    mine = [claim for claim in claims if claim.claim.speaker_id == speaker.pk]
    taken = [stance for stance in stances if stance.stance.speaker_id == speaker.pk]
    said = [claim for claim in mine if counts_by(claim.day, held.as_of)]
    own = tuple(claim for claim in said if not claim.claim.is_reported)
    ordered = _newest_first(stance for stance in taken if counts_by(stance.as_of, held.as_of))
    says_something = ordered or any(not claim.qualifies for claim in own)
    readings = held.readings.get(speaker.pk, ())
    return Column(
        speaker=speaker,
        stance=ordered[0] if ordered else None,
        earlier=tuple(ordered[1:]),
        silence=None if says_something else _silence(topic, readings, held.as_of),
        claims=own,
        reported=tuple(claim for claim in said if claim.claim.is_reported),
        cut=cut_of(held.as_of, mine, taken),
        days=frozenset(day for day, _ in readings if day),
    )


def _newest_first(stances: Iterable[AssessedStance]) -> list[AssessedStance]:
    """Order stances so that the newest dated one leads; an undated one is never current."""
    return sorted(stances, key=lambda stance: stance.as_of or datetime.date.min, reverse=True)


def _silence(topic: Topic, readings: Iterable[Reading], as_of: datetime.date | None) -> Silence:
    """Return the kind of a blank; when a document was read does not matter to a day, only when its words were said."""
    read = [day for said, day in readings if counts_by(said, as_of)]
    if not read:
        return Silence.NO_SOURCE
    if all(day is not None and day >= topic.added for day in read):
        return Silence.NOT_DISCUSSED
    return Silence.NOT_READ
