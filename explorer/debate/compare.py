"""Comparisons of what speakers say on topics, fetched in five queries and built column by column."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.debate.as_of import build_day_cut, counts_as_of
from explorer.debate.comparison import Column, Comparison
from explorer.debate.evidence import TopicClaim, build_topic_claim, fetch_errata
from explorer.debate.silence import ReadingSummary, fetch_readings
from explorer.debate.stances import AssessedStance, assess_from_links
from explorer.models import CellState, ClaimTopic, Contrast, Speaker, Stance, Topic
from explorer.models.contrasts import fetch_contrasts_between

AT_ONCE = 200
"""The number of columns and claims that are held at a time where columns are handed on in parts."""


@dataclass(frozen=True, slots=True)
class _SurveyRows:
    """Everything that a survey fetched. Its columns are built from this, without another query.

    ``claims`` pairs each claim with the key of its topic; ``readings`` are by the speaker's key.
    """

    stances: Sequence[AssessedStance]
    claims: Sequence[tuple[int, TopicClaim]]
    readings: Mapping[int, ReadingSummary]
    as_of: datetime.date | None

    def stances_on(self, topic: Topic) -> list[AssessedStance]:
        """Return the stances of those asked for on a topic, whatever their day."""
        return [stance for stance in self.stances if stance.topic_id == topic.pk]

    def claims_on(self, topic: Topic) -> list[TopicClaim]:
        """Return every speaker's claims on a topic, whatever their day."""
        return [claim for topic_id, claim in self.claims if topic_id == topic.pk]


def compare(topic: Topic, speakers: Sequence[Speaker], as_of: datetime.date | None = None) -> Comparison:
    """Return the comparison of the speakers on a topic; costs five queries, however many speakers and claims."""
    return survey([topic], speakers, as_of)[0]


def survey(
    topics: Sequence[Topic], speakers: Sequence[Speaker], as_of: datetime.date | None = None
) -> list[Comparison]:
    """Return a comparison for each topic, in their order; costs five queries, however many topics.

    With ``as_of``, only words of that day or earlier count: for claims, for stances and what follows from them, and
    for the documents that a speaker can be silent in. Later and undated claims stand in the columns' ``cut``.
    """
    links = list(ClaimTopic.objects.published().about(topics).with_claims())
    return _build_comparisons(topics, speakers, links, as_of)


def survey_speakers(
    topics: Sequence[Topic], speakers: Sequence[Speaker], as_of: datetime.date | None = None
) -> list[Comparison]:
    """Return a comparison of the speakers for each topic; costs five queries, and fetches nobody else's claims."""
    links = list(ClaimTopic.objects.published().about(topics).held_by_any(speakers).with_claims())
    return _build_comparisons(topics, speakers, links, as_of)


def survey_in_parts(
    topic: Topic, speakers: Sequence[Speaker], as_of: datetime.date | None = None
) -> Iterator[tuple[Column, ...]]:
    """Yield the columns of the speakers in their order, a few at a time.

    Each part costs five queries, and has few claims, or those of the one speaker who has more.
    """
    held = CellState.objects.present().about([topic]).held_by_any(speakers).count_claims()
    part: list[Speaker] = []
    size = 0
    for speaker in speakers:
        weight = 1 + held.get(speaker.pk, 0)
        if part and size + weight > AT_ONCE:
            yield survey_speakers([topic], part, as_of)[0].columns
            part, size = [], 0
        part.append(speaker)
        size += weight
    if part:
        yield survey_speakers([topic], part, as_of)[0].columns


def fetch_contrasts(topic: Topic, columns: Sequence[Column]) -> list[Contrast]:
    """Return the contrasts between the columns' speakers that stand as of the columns' day; costs one query."""
    contrasts = fetch_contrasts_between(topic.pk, [column.speaker.pk for column in columns])
    return keep_standing(contrasts, columns)


def keep_standing(contrasts: Iterable[Contrast], columns: Iterable[Column]) -> list[Contrast]:
    """Keep the contrasts between two speakers of whose own views the columns' day leaves nothing out."""
    # A contrast has no date: where a day hides something that either speaker says, the contrast may rest on just that.
    whole = {column.speaker.pk for column in columns if not (column.cut and column.cut.affects_own_views)}
    return [contrast for contrast in contrasts if {contrast.first_id, contrast.second_id} <= whole]


def _build_comparisons(
    topics: Sequence[Topic],
    speakers: Sequence[Speaker],
    links: Sequence[ClaimTopic],
    as_of: datetime.date | None = None,
) -> list[Comparison]:
    errata = fetch_errata(link.claim for link in links)
    taken = Stance.objects.published().about(topics).held_by_any(speakers).with_context()
    rows = _SurveyRows(
        assess_from_links(taken, links),
        [(link.topic_id, build_topic_claim(link, errata)) for link in links],
        fetch_readings(speakers, as_of),
        as_of,
    )
    return [_build_comparison(topic, speakers, rows) for topic in topics]


def _build_comparison(topic: Topic, speakers: Sequence[Speaker], rows: _SurveyRows) -> Comparison:
    stances, claims = rows.stances_on(topic), rows.claims_on(topic)
    columns = tuple(_build_column(topic, speaker, stances, claims, rows) for speaker in speakers)
    return Comparison(topic, columns, tuple(_build_other_columns(claims, speakers, rows.as_of)))


def _build_other_columns(
    claims: Iterable[TopicClaim], asked_for: Container[Speaker], as_of: datetime.date | None
) -> Iterable[Column]:
    """Yield a column of reported claims for each speaker who was not asked for, in the order of their names."""
    by_speaker: defaultdict[Speaker, list[TopicClaim]] = defaultdict(list)
    for claim in claims:
        if claim.is_reported and claim.speaker not in asked_for:
            by_speaker[claim.speaker].append(claim)
    for speaker in sorted(by_speaker, key=lambda speaker: (speaker.name, speaker.slug)):
        reported = by_speaker[speaker]
        yield Column(
            speaker=speaker,
            stance=None,
            earlier=(),
            silence=None,
            claims=(),
            reported=tuple(claim for claim in reported if counts_as_of(claim.day, as_of)),
            cut=build_day_cut(as_of, reported),
        )


def _build_column(
    topic: Topic,
    speaker: Speaker,
    stances: Iterable[AssessedStance],
    claims: Iterable[TopicClaim],
    rows: _SurveyRows,
) -> Column:
    held = [claim for claim in claims if claim.speaker_id == speaker.pk]
    taken = [stance for stance in stances if stance.speaker_id == speaker.pk]
    counted = [claim for claim in held if counts_as_of(claim.day, rows.as_of)]
    own = tuple(claim for claim in counted if not claim.is_reported)
    ordered = _sort_newest_first(stance for stance in taken if counts_as_of(stance.as_of, rows.as_of))
    # A claim that is only context to the question does not break the silence.
    takes_position = ordered or any(not claim.qualifies for claim in own)
    readings = rows.readings.get(speaker.pk, ReadingSummary())
    return Column(
        speaker=speaker,
        stance=ordered[0] if ordered else None,
        earlier=tuple(ordered[1:]),
        silence=None if takes_position else readings.find_silence(topic, is_touched=bool(own)),
        claims=own,
        reported=tuple(claim for claim in counted if claim.is_reported),
        cut=build_day_cut(rows.as_of, held, taken),
    )


def _sort_newest_first(stances: Iterable[AssessedStance]) -> list[AssessedStance]:
    """Sort stances by day, the newest first and the undated last, since an undated stance is never current."""
    return sorted(stances, key=lambda stance: stance.as_of or datetime.date.min, reverse=True)
