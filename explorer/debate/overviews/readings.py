"""The readings of speakers' documents, derived from these: a state for each day on which they come to another."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import models

from explorer.debate.overviews.derived_table import DerivedTable
from explorer.models import ReadingState, Source, Speaker
from explorer.models.queries.prepared import prepared

Day = datetime.date | None

Reading = tuple[Day, Day, int]
"""A day of words, the earliest day on which a document with these was read in full, and how many of them were not."""


def derive_reading_states(keys: Collection[int]) -> list[ReadingState]:
    """Return the states of the speakers with these keys of whom a document is held; costs one query."""
    readings: defaultdict[int, list[Reading]] = defaultdict(list)
    for speaker, day, earliest, unread in _count_readings(speakers=list(keys)):
        readings[speaker].append((day, earliest, unread))
    return [state for speaker, held in readings.items() for state in list_states(speaker, held)]


@prepared
def _count_readings(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, Day, Day, int]]:
    return Source.objects.count_readings(speakers)  # type: ignore[no-any-return]


def list_states(speaker: int, readings: Iterable[Reading]) -> list[ReadingState]:
    """Return the states of one speaker from the readings of their documents, the present one last."""
    by_day: defaultdict[Day, list[tuple[Day, int]]] = defaultdict(list)
    for day, earliest, unread in readings:
        by_day[day].append((earliest, unread))
    read: Day = None
    is_unread = False
    states: list[ReadingState] = []
    # Documents without a day count at present alone.
    for day in [*sorted(day for day in by_day if day), None]:
        is_unread = is_unread or any(unread for _, unread in by_day[day])
        read = min((known for known in (read, *(earliest for earliest, _ in by_day[day])) if known), default=None)
        state = ReadingState(speaker_id=speaker, since=day, read_in_full=None if is_unread else read)
        if day and states:
            if state.read_in_full == states[-1].read_in_full:
                continue
            states[-1].until = day
        states.append(state)
    return states


READING_STATES = DerivedTable(ReadingState, Speaker, derive_reading_states, ("speaker_id", "since"))
