"""The claims on a topic that one page shows: the most telling ones of everybody first, the others on later pages."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from explorer.coding.vocabulary import Grade, Mode
from explorer.debate.comparison import ClaimCounts, Column
from explorer.debate.evidence import TopicClaim, fetch_topic_claims
from explorer.debate.filters import ComparisonFilter
from explorer.models import LinkFacts, Point, Speaker, Topic
from explorer.models.derived.link_facts import LinkFactsQuerySet
from explorer.models.queries.prepared import prepared
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
    every = {"topic": topic.pk, "speakers": [speaker.pk for speaker in speakers], "as_of": as_of}
    is_narrowed = len(asked.grades) < len(Grade) or len(asked.modes) < len(Mode)
    kinds = {"grades": list(asked.grades), "modes": list(asked.modes)} if is_narrowed else {}
    counted = _add_counts(_count_links(**every, **kinds))
    total = sum(counts.total for counts in counted.values())
    number = min(page.number, max(-(-total // MOST_SHOWN), 1))
    start = (number - 1) * MOST_SHOWN
    keys = _list_keys(start, start + MOST_SHOWN, by_point, **every, **kinds)
    return ClaimPortion(
        ListPage(
            fetch_topic_claims(keys),
            number,
            MOST_SHOWN,
            total,
            page.number if page.number > number else 0,
        ),
        counted,
        _add_counts(_count_links(**every)) if is_narrowed else counted,
    )


def find_facts(
    topic: int,
    speakers: Iterable[int],
    as_of: datetime.date | None,
    grades: Collection[str] | None = None,
    modes: Collection[str] | None = None,
) -> LinkFactsQuerySet:
    """Return what claims on a topic come to, by the keys of the holders, as of a day, with evidence of some kinds."""
    facts: Any = LinkFacts.objects.of(topic, speakers)
    dated = facts.made_by(as_of) if as_of else facts
    return dated if grades is None else dated.resting_on(grades, modes)  # type: ignore[no-any-return]


@prepared
def _list_keys(start: int, stop: int, by_point: bool, /, **asked: Any) -> QuerySet[Any, int]:  # noqa: ANN401, FBT001, values of columns
    ranked = find_facts(**asked).telling_first(by_point=by_point)
    return ranked.values_list("link", flat=True)[start:stop]


@prepared
def _count_links(**asked: Any) -> QuerySet[Any, tuple[Any, ...]]:  # noqa: ANN401, values of columns
    counted: QuerySet[Any, tuple[Any, ...]] = find_facts(**asked).count_by_holder_and_point()
    return counted


def _add_counts(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[int, PointKey], ClaimCounts]:
    return {(holder, point): ClaimCounts(*counts) for holder, point, *counts in rows}
