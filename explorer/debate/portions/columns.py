"""Columns as they are kept: what each speaker holds on each topic, in words and counts, without a claim."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from explorer.coding.vocabulary import Grade, Mode
from explorer.debate.as_of import DayCut
from explorer.debate.comparison import ClaimCounts, Column, Comparison
from explorer.debate.silence import ReadingSummary, fetch_readings
from explorer.debate.stances import LeadingStance, assess_stances
from explorer.models import CellState, Speaker, Stance, Topic
from explorer.models.queries.prepared import prepared

MOST_EARLIER = 2
"""The largest number of earlier stances that are fetched of a column."""

Readings = Mapping[int, ReadingSummary]


def survey_kept(
    topics: Sequence[Topic], speakers: Sequence[Speaker], as_of: datetime.date | None = None
) -> list[Comparison]:
    """Return a comparison of the speakers for each topic from what is kept; costs two queries, three as of a day.

    What a day leaves out of the columns is counted alone.
    """
    states = _fetch_states(topics, speakers, as_of)
    present = _fetch_states(topics, speakers, None) if as_of else {}
    silent = {
        speaker.pk: speaker
        for topic in topics
        for speaker in speakers
        if not ((state := states.get((topic.pk, speaker.pk))) and state.takes_position)
    }
    readings = fetch_readings(silent.values(), as_of)
    return [
        Comparison(
            topic,
            tuple(
                _cut(
                    build_kept_column(topic, speaker, states.get((topic.pk, speaker.pk)), readings),
                    as_of,
                    present.get((topic.pk, speaker.pk)),
                )
                for speaker in speakers
            ),
        )
        for topic in topics
    ]


def _fetch_states(
    topics: Sequence[Topic], speakers: Sequence[Speaker], as_of: datetime.date | None
) -> dict[tuple[int, int], CellState]:
    states = _find_states(
        topics=[topic.pk for topic in topics], speakers=[speaker.pk for speaker in speakers], as_of=as_of
    )
    return {(state.topic_id, state.speaker_id): state for state in states}


@prepared
def _find_states(*, topics: Sequence[int], speakers: Sequence[int], as_of: datetime.date | None) -> QuerySet[CellState]:
    return CellState.objects.as_of(as_of).filter(topic__in=topics, speaker__in=speakers).select_related("stance")


def _cut(column: Column, as_of: datetime.date | None, present: CellState | None) -> Column:
    """Return a column as of a day with how much of the present state of its cell the day leaves out."""
    if as_of is None:
        return column
    taken = column.earlier_count + (column.stance is not None)
    stances, own = (present.stances, present.claims) if present else (0, 0)
    return replace(column, cut=DayCut(as_of, (), (), stances - taken, own - column.claim_count))


def add_earlier(topic: Topic, columns: Sequence[Column], as_of: datetime.date | None) -> list[Column]:
    """Return the columns with their newest earlier stances; costs three queries where there are any."""
    speakers = [column.speaker for column in columns if column.earlier_count]
    if not speakers:
        return list(columns)
    leading = [column.stance.pk for column in columns if column.stance]
    taken = Stance.objects.published().about([topic]).held_by_any(speakers).with_context()
    dated = taken.filter(episode__date__lte=as_of) if as_of else taken
    earlier = assess_stances(list(dated.earlier_than(leading, MOST_EARLIER)))
    return [
        replace(column, earlier=mine, earlier_count=max(column.earlier_count - len(mine), 0))
        for column in columns
        for mine in [tuple(stance for stance in earlier if stance.speaker_id == column.speaker.pk)]
    ]


def build_kept_column(topic: Topic, speaker: Speaker, state: CellState | None, readings: Readings) -> Column:
    """Return the column of a speaker on a topic; without a state nothing is held."""
    state = state or CellState(topic=topic, speaker=speaker)
    summary = readings.get(speaker.pk, ReadingSummary())
    return Column(
        speaker=speaker,
        stance=LeadingStance.of(state, topic),
        earlier=(),
        silence=None if state.takes_position else summary.find_silence(topic, is_touched=state.claims > 0),
        claims=(),
        reported=(),
        counts=ClaimCounts(state.claims, state.own_words, state.reported),
        earlier_count=max(state.stances - 1, 0),
    )


def count_evidence(
    topic: Topic, speakers: Sequence[Speaker], as_of: datetime.date | None
) -> tuple[dict[Grade, int], dict[Mode, int]]:
    """Return how much evidence the speakers' claims on a topic have, by grade and by mode; costs one query."""
    grades: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    for by_grade, by_mode in _list_kinds(topic=topic.pk, speakers=[speaker.pk for speaker in speakers], as_of=as_of):
        grades.update(by_grade)
        modes.update(by_mode)
    return {grade: grades[grade] for grade in Grade}, {mode: modes[mode] for mode in Mode}


@prepared
def _list_kinds(
    *, topic: int, speakers: Sequence[int], as_of: datetime.date | None
) -> QuerySet[Any, tuple[dict[str, int], dict[str, int]]]:
    states = CellState.objects.as_of(as_of).filter(topic=topic, speaker__in=speakers)
    return states.values_list("grades", "modes")
