"""The people of a topic as a page names them: who can be chosen, and of whom others report."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from explorer.debate.comparison import ClaimCounts, Column
from explorer.debate.evidence import build_topic_claim, fetch_errata
from explorer.debate.filters import ComparisonFilter
from explorer.models import CellState, ClaimTopic, Speaker, Topic

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

    Costs six queries.
    """
    states = CellState.objects.as_of(as_of).about([topic]).of_guests()
    telling = [state.speaker_id for state in states.first_at_each_place(MOST_OF_A_PLACE)]
    quiet = Speaker.objects.guests().exclude(pk__in=states.order_by().values("speaker"))
    silent = quiet.count()
    named = Speaker.objects.named_exactly([*asked.speakers.values, asked.added])
    wanted = {*Speaker.objects.filter(pk__in=telling), *named, *(quiet if silent <= MOST_SILENT else ())}
    return OfferedPeople(
        sorted(wanted, key=lambda speaker: (speaker.name, speaker.slug)),
        more=states.count() - len(telling),
        silent=silent if silent > MOST_SILENT else 0,
    )


def survey_reported(topic: Topic, columns: Sequence[Column], as_of: datetime.date | None) -> tuple[Column, ...]:
    """Return columns of what is reported of people who have no column, the first few; costs four queries."""
    states = CellState.objects.present().about([topic]).filter(reported__gt=0)
    known = [column.speaker.pk for column in columns]
    people = Speaker.objects.filter(pk__in=states.order_by().values("speaker")).but_guests()
    shown = list(people.exclude(pk__in=known)[:MOST_REPORTED])
    links: Any = ClaimTopic.objects.published().on(topic).held_by_any(shown).only_reported()
    dated = links.with_day().filter(day__lte=as_of) if as_of else links
    told = list(dated.first_of_each(MOST_REPORTS).with_claims()) if shown else []
    errata = fetch_errata(link.claim for link in told)
    reported = [build_topic_claim(link, errata) for link in told]
    counts = {state.speaker_id: state.reported for state in states.filter(speaker__in=shown)}
    return tuple(
        Column(
            speaker=speaker,
            stance=None,
            earlier=(),
            silence=None,
            claims=(),
            reported=tuple(claim for claim in reported if claim.speaker_id == speaker.pk),
            counts=ClaimCounts(0, 0, counts[speaker.pk]),
        )
        for speaker in shown
    )
