"""The claims on a topic that one page shows: the most telling ones of everybody first, the others on later pages."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.coding.vocabulary import Grade, Mode
from explorer.debate.comparison import ClaimCounts, Column
from explorer.debate.evidence import TopicClaim, build_topic_claim, fetch_errata
from explorer.debate.filters import ComparisonFilter
from explorer.models import ClaimTopic, Point, Speaker, Topic
from explorer.models.claims import ClaimTopicQuerySet
from explorer.web.paging import ListPage, PageChoice

MOST_SHOWN = 40
"""The largest number of claims with their evidence on a page."""

PointKey = int | None
"""The key of a point; None for claims that have none."""


@dataclass(frozen=True, slots=True)
class ClaimPortion:
    """The claims of some speakers on a topic that a page shows, and how many there are.

    ``by_point`` counts, by the keys of holder and point, the claims of the kinds of evidence asked for, ``whole`` those
    of every kind.
    """

    page: ListPage[TopicClaim]
    by_point: Mapping[tuple[int, PointKey], ClaimCounts]
    whole: Mapping[tuple[int, PointKey], ClaimCounts]

    def fill(self, column: Column) -> Column:
        """Return a column with the claims of its speaker that the page shows, and with how many there are."""
        mine = [claim for claim in self.page.rows if claim.speaker_id == column.speaker.pk]
        return replace(
            column,
            claims=tuple(claim for claim in mine if not claim.is_reported),
            reported=tuple(claim for claim in mine if claim.is_reported),
            hidden=self.count_hidden_of(column.speaker),
            counts=self.count_of(column.speaker),
        )

    def count_of(self, speaker: Speaker) -> ClaimCounts:
        """Return how many claims of the evidence asked for a holder has."""
        return _add_up(counts for (holder, _), counts in self.by_point.items() if holder == speaker.pk)

    def count_hidden_of(self, speaker: Speaker) -> int:
        """Return how many claims of a holder have no evidence of the kinds asked for."""
        every = _add_up(counts for (holder, _), counts in self.whole.items() if holder == speaker.pk)
        return every.total - self.count_of(speaker).total

    def count_left_out(self, speaker: Speaker, point: Point | None, shown: int) -> tuple[int, int]:
        """Return how many claims of a holder on a point have other kinds of evidence, and stand on other pages."""
        place, none = (speaker.pk, point.pk if point else None), ClaimCounts(0, 0, 0)
        every, wanted = self.whole.get(place, none).total, self.by_point.get(place, none).total
        return every - wanted, wanted - shown

    def count_points_of(self, speakers: Iterable[Speaker]) -> int:
        """Return on how many points any of the holders has a claim."""
        keys = {speaker.pk for speaker in speakers}
        return len({point for holder, point in self.whole if holder in keys and point is not None})


def _add_up(counts: Iterable[ClaimCounts]) -> ClaimCounts:
    own = own_words = reported = 0
    for counted in counts:
        own, own_words, reported = own + counted.own, own_words + counted.own_words, reported + counted.reported
    return ClaimCounts(own, own_words, reported)


def fetch_portion(
    topic: Topic,
    speakers: Sequence[Speaker],
    asked: ComparisonFilter,
    as_of: datetime.date | None,
    *,
    page: PageChoice,
    by_point: bool,
) -> ClaimPortion:
    """Return the claims of the speakers on a page; costs five queries, six where kinds of evidence are chosen."""
    every: Any = ClaimTopic.objects.published().on(topic).held_by_any(speakers)
    dated = every.with_day().filter(day__lte=as_of) if as_of else every
    is_narrowed = len(asked.grades) < len(Grade) or len(asked.modes) < len(Mode)
    wanted = dated.resting_on(asked.grades, asked.modes) if is_narrowed else dated
    counted = _count(wanted)
    total = sum(counts.total for counts in counted.values())
    number = min(page.number, max(-(-total // MOST_SHOWN), 1))
    start = (number - 1) * MOST_SHOWN
    links = wanted.telling_first(by_point=by_point).fetch_in_order(start, start + MOST_SHOWN)
    errata = fetch_errata(link.claim for link in links)
    return ClaimPortion(
        ListPage(
            [build_topic_claim(link, errata) for link in links],
            number,
            MOST_SHOWN,
            total,
            page.number if page.number > number else 0,
        ),
        counted,
        _count(dated) if is_narrowed else counted,
    )


def _count(links: ClaimTopicQuerySet) -> dict[tuple[int, PointKey], ClaimCounts]:
    return {(holder, point): ClaimCounts(*counts) for holder, point, *counts in links.count_by_holder_and_point()}
