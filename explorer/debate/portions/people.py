"""The people of a topic as a page names them: who can be chosen, and of whom others report."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Window

from explorer.debate.comparison import ClaimCounts, Column
from explorer.debate.evidence import fetch_topic_claims
from explorer.debate.filters import ComparisonFilter
from explorer.debate.portions.claims import find_facts
from explorer.models import CellState, Speaker, Topic
from explorer.models.derived.overviews import CellStateQuerySet
from explorer.models.queries.prepared import prepared
from explorer.models.speakers import SpeakerQuerySet

MOST_OF_A_PLACE = 6
"""The largest number of guests who are offered of those at one place on a topic, the ones with most to say."""

MOST_SILENT = 12
"""The largest number of guests of whom nothing is held on a topic where they are offered too."""

MOST_REPORTED = 6
"""The largest number of people who are no guests whose reported views are shown."""

MOST_REPORTS = 3
"""The largest number of reported claims that are shown of each of them."""


@dataclass(frozen=True, slots=True)
class OfferedPeople:
    """The people who can be chosen on a topic, by name.

    ``more`` counts the other guests of whom something is held on it, ``silent`` the other guests.
    """

    speakers: Sequence[Speaker]
    more: int
    silent: int


def list_offered(topic: Topic, asked: ComparisonFilter, as_of: datetime.date | None) -> OfferedPeople:
    """Return the guests with most to say at each place, those whom the address names, and the silent if they are few.

    Costs two queries, one more where the address names somebody, and one where many are silent.
    """
    telling: Any = _find_telling(MOST_OF_A_PLACE, topic=topic.pk, as_of=as_of)
    quiet = _find_quiet(MOST_SILENT + 1, topic=topic.pk, as_of=as_of)
    silent = _list_quiet(topic.pk, as_of).count() if len(quiet) > MOST_SILENT else 0
    names = [name for name in [*asked.speakers.values, asked.added] if name]
    named = _find_named(names=names) if names else []
    wanted = {*(state.speaker for state in telling), *named, *(() if silent else quiet)}
    return OfferedPeople(
        sorted(wanted, key=lambda speaker: (speaker.name, speaker.slug)),
        more=telling[0].number - len(telling) if telling else 0,
        silent=silent,
    )


@prepared
def _find_telling(most: int, /, *, topic: int, as_of: datetime.date | None) -> QuerySet[CellState]:
    numbered = _find_states(topic, as_of).annotate(number=Window(Count("pk")))
    return numbered.first_at_each_place(most).select_related("speaker")


@prepared
def _find_quiet(most: int, /, *, topic: int, as_of: datetime.date | None) -> QuerySet[Speaker]:
    return _list_quiet(topic, as_of)[:most]


@prepared
def _find_named(*, names: Sequence[str]) -> QuerySet[Speaker]:
    return Speaker.objects.named_exactly(names)


def _find_states(topic: int, as_of: datetime.date | None) -> CellStateQuerySet:
    return CellState.objects.as_of(as_of).filter(topic=topic).of_guests()


def _list_quiet(topic: int, as_of: datetime.date | None) -> SpeakerQuerySet:
    return Speaker.objects.guests().exclude(pk__in=_find_states(topic, as_of).order_by().values("speaker"))


def survey_reported(topic: Topic, columns: Sequence[Column], as_of: datetime.date | None) -> tuple[Column, ...]:
    """Return columns of what is reported of people who have no column, the first few; costs five queries."""
    states = _find_reported(MOST_REPORTED, topic=topic.pk, known=[column.speaker.pk for column in columns])
    if not states:
        return ()
    people = [state.speaker_id for state in states]
    keys = _list_reports(MOST_REPORTS, topic=topic.pk, speakers=people, as_of=as_of)
    reported = fetch_topic_claims(keys)
    return tuple(
        Column(
            speaker=state.speaker,
            stance=None,
            earlier=(),
            silence=None,
            claims=(),
            reported=tuple(claim for claim in reported if claim.speaker_id == state.speaker_id),
            counts=ClaimCounts(0, 0, state.reported),
        )
        for state in states
    )


@prepared
def _find_reported(most: int, /, *, topic: int, known: Sequence[int]) -> QuerySet[CellState]:
    states = CellState.objects.present().filter(topic=topic, reported__gt=0).exclude(speaker__in=known)
    others = states.filter(speaker__in=Speaker.objects.but_guests().order_by().values("pk"))
    return others.select_related("speaker").order_by("speaker__name", "speaker__slug")[:most]


@prepared
def _list_reports(
    most: int, /, *, topic: int, speakers: Sequence[int], as_of: datetime.date | None
) -> QuerySet[Any, int]:
    reported = find_facts(topic, speakers, as_of).only_reported()
    return reported.first_of_each(most).values_list("link", flat=True)
