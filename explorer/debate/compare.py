"""What speakers say on a topic, side by side: stances, claims, reported views, and which kind of silence a blank is."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.debate.as_of import counts_by, cut_at_day
from explorer.debate.comparison import Column, Comparison
from explorer.debate.evidence import TopicClaim, build_topic_claim, fetch_errata
from explorer.debate.silence import SourceReading, find_silence
from explorer.debate.stances import AssessedStance, assess_with
from explorer.models import ClaimTopic, Contrast, Source, Speaker, Stance, Topic


@dataclass(frozen=True, slots=True)
class _Held:
    """What the database holds for a survey: out of it every column is made without another query."""

    stances: Sequence[AssessedStance]
    claims: Sequence[tuple[int, TopicClaim]]
    readings: Mapping[int, Sequence[SourceReading]]
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


def contrasts_between(topic: Topic, columns: Sequence[Column]) -> list[Contrast]:
    """Return the coded differences on a topic between any two of the columns' speakers, as far as a day leaves them."""
    contrasts = Contrast.objects.with_pair().about(topic).between(column.speaker for column in columns)
    return still_hold(contrasts, columns)


def still_hold(contrasts: Iterable[Contrast], columns: Iterable[Column]) -> list[Contrast]:
    """Return the contrasts on a topic of which both ends are shown whole.

    A contrast has no date of its own: where a day leaves out anything that either speaker says on the topic, the
    difference may rest on it.
    """
    whole = {column.speaker.pk for column in columns if not (column.cut and column.cut.is_own)}
    return [contrast for contrast in contrasts if {contrast.first_id, contrast.second_id} <= whole]


def _comparisons(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    links: Sequence[ClaimTopic],
    as_of: datetime.date | None = None,
) -> list[Comparison]:
    errata = fetch_errata(link.claim for link in links)
    held = _Held(
        assess_with(Stance.objects.published().about(topics).with_context(), links),
        [(link.topic_id, build_topic_claim(link, errata)) for link in links],
        Source.objects.list_days_by_speaker(speakers),
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
        yield Column(speaker, None, (), None, (), said, cut=cut_at_day(as_of, of_them))


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
        silence=None if says_something else find_silence(topic, readings, held.as_of),
        claims=own,
        reported=tuple(claim for claim in said if claim.claim.is_reported),
        cut=cut_at_day(held.as_of, mine, taken),
        days=frozenset(day for day, _ in readings if day),
    )


def _newest_first(stances: Iterable[AssessedStance]) -> list[AssessedStance]:
    """Order stances so that the newest dated one leads; an undated one is never current."""
    return sorted(stances, key=lambda stance: stance.as_of or datetime.date.min, reverse=True)
