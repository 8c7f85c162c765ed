"""The tallies of topics and speakers, derived from their cells, claims and stances."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import models

from explorer.coding.vocabulary import AppearanceRole
from explorer.debate.overviews.clashes import find_clash
from explorer.debate.overviews.derived_table import DerivedTable, find_keys
from explorer.models import Appearance, CellState, Claim, Evidence, Speaker, SpeakerTally, Stance, Topic, TopicTally
from explorer.models.queries.prepared import prepared

TAKES_POSITION = models.Q(stance__isnull=False) | models.Q(position_claims__gt=0)
"""The condition that a state takes a position, as `CellState.takes_position` says."""


def derive_speaker_tallies(keys: Collection[int]) -> list[SpeakerTally]:
    """Return the tallies of the speakers with these keys, as far as there are any; costs seven queries."""
    speakers = list(keys)
    counted = (_count_claims, _count_own, _count_reports, _count_coded, _count_placed)
    total, own, reports, coded, placed = (dict(count(speakers=speakers)) for count in counted)
    guests = set(_find_guests(speakers=speakers))
    return [
        SpeakerTally(
            speaker_id=key,
            is_guest=key in guests,
            own=own.get(key, 0),
            reported=total.get(key, 0) - own.get(key, 0),
            reports=reports.get(key, 0),
            coded=coded.get(key, 0),
            placed=placed.get(key, 0),
        )
        for key in find_keys(Speaker, keys=speakers)
    ]


@prepared
def _count_claims(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    return Claim.objects.published().filter(speaker__in=speakers).count_by_holder()


@prepared
def _count_own(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    return Claim.objects.published().filter(speaker__in=speakers).in_own_name().count_by_holder()


@prepared
def _count_reports(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    said = Evidence.objects.published().filter(asserter__in=speakers).exclude(claim__speaker=models.F("asserter"))
    return said.order_by().values_list("asserter").annotate(models.Count("claim", distinct=True))


@prepared
def _count_coded(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    return Stance.objects.published().filter(speaker__in=speakers).count_topics_by_speaker()


@prepared
def _count_placed(*, speakers: Sequence[int]) -> models.QuerySet[Any, tuple[int, int]]:
    placed = CellState.objects.present().placed().filter(speaker__in=speakers)
    return placed.order_by().values_list("speaker").annotate(models.Count("pk"))


@prepared
def _find_guests(*, speakers: Sequence[int]) -> models.QuerySet[Any, int]:
    guests = Appearance.objects.filter(role=AppearanceRole.GUEST, speaker__in=speakers).order_by()
    return guests.values_list("speaker", flat=True).distinct()


def derive_topic_tallies(keys: Collection[int]) -> list[TopicTally]:
    """Return the tallies of the topics with these keys, as far as there are any.

    Costs two queries, and at most four for each topic.
    """
    topics = list(keys)
    counted = {row["topic"]: row for row in _count_cells(topics=topics)}
    return [_build_topic_tally(key, counted.get(key, {})) for key in find_keys(Topic, keys=topics)]


@prepared
def _count_cells(*, topics: Sequence[int]) -> models.QuerySet[Any, Any]:
    states = CellState.objects.present().of_guests().filter(topic__in=topics).order_by()
    return states.values("topic").annotate(
        people=models.Count("pk", filter=TAKES_POSITION),
        placed=models.Count("position"),
        lowest=models.Min("position"),
        highest=models.Max("position"),
        own=models.Sum("claims"),
    )


def _build_topic_tally(key: int, counted: Mapping[str, Any]) -> TopicTally:
    placed = counted.get("placed", 0)
    clash = find_clash(key) if placed > 1 else None
    return TopicTally(
        topic_id=key,
        people=counted.get("people", 0),
        placed=placed,
        distance=counted["highest"] - counted["lowest"] if placed > 1 else None,
        claims=counted.get("own", 0),
        **(clash.columns if clash else {}),
    )


SPEAKER_TALLIES = DerivedTable(SpeakerTally, Speaker, derive_speaker_tallies, ("speaker_id",))
TOPIC_TALLIES = DerivedTable(TopicTally, Topic, derive_topic_tallies, ("topic_id",))
