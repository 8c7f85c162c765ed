"""The tallies of topics and speakers, derived from their cells, claims and stances."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models

from explorer.coding.vocabulary import AppearanceRole
from explorer.debate.overviews.clashes import find_clash
from explorer.debate.overviews.derived_table import DerivedTable
from explorer.models import Appearance, CellState, Claim, Evidence, Speaker, SpeakerTally, Stance, Topic, TopicTally

TAKES_POSITION = models.Q(stance__isnull=False) | models.Q(position_claims__gt=0)
"""The condition that a state takes a position, as `CellState.takes_position` says."""


def derive_speaker_tallies(keys: Collection[int]) -> list[SpeakerTally]:
    """Return the tallies of the speakers with these keys, as far as there are any; costs seven queries."""
    claims = Claim.objects.published().filter(speaker__in=keys)
    total, own = claims.count_by_holder(), claims.in_own_name().count_by_holder()
    said = Evidence.objects.published().filter(asserter__in=keys).exclude(claim__speaker=models.F("asserter"))
    reports = dict(said.order_by().values_list("asserter").annotate(models.Count("claim", distinct=True)))
    coded = Stance.objects.published().filter(speaker__in=keys).topics_by_speaker()
    placed = CellState.objects.present().placed().filter(speaker__in=keys).count_by_speaker()
    guests = Appearance.objects.filter(role=AppearanceRole.GUEST, speaker__in=keys).order_by()
    guest_keys = set(guests.values_list("speaker", flat=True).distinct())
    return [
        SpeakerTally(
            speaker_id=key,
            is_guest=key in guest_keys,
            own=own.get(key, 0),
            reported=total.get(key, 0) - own.get(key, 0),
            reports=reports.get(key, 0),
            coded=coded.get(key, 0),
            placed=placed.get(key, 0),
        )
        for key in Speaker.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    ]


def derive_topic_tallies(keys: Collection[int]) -> list[TopicTally]:
    """Return the tallies of the topics with these keys, as far as there are any.

    Costs two queries, and at most four for each topic.
    """
    counted = _count_topics(keys)
    return [
        _build_topic_tally(key, counted.get(key, {}))
        for key in Topic.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    ]


def _count_topics(keys: Collection[int]) -> Mapping[int, Mapping[str, Any]]:
    states = CellState.objects.present().of_guests().filter(topic__in=keys).order_by()
    rows = states.values("topic").annotate(
        people=models.Count("pk", filter=TAKES_POSITION),
        placed=models.Count("position"),
        lowest=models.Min("position"),
        highest=models.Max("position"),
        own=models.Sum("claims"),
    )
    return {row["topic"]: row for row in rows}


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
