"""The tallies of topics and speakers: derived anew, compared with what is kept, and written where they differ."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from explorer.changes.version_keeping import split_batches
from explorer.coding.vocabulary import AppearanceRole
from explorer.debate.overviews.cells import is_same
from explorer.debate.overviews.clashes import find_clash
from explorer.models import Appearance, CellState, Claim, Speaker, SpeakerTally, Stance, Topic, TopicTally

TAKES_POSITION = models.Q(stance__isnull=False) | models.Q(position_claims__gt=0)
"""The condition that a state takes a position, as `CellState.takes_position` says."""


def derive_speaker_tallies(keys: Collection[int]) -> list[SpeakerTally]:
    """Return the tallies of the speakers with these keys, as far as there are any; costs six queries."""
    claims = Claim.objects.published().filter(speaker__in=keys)
    total, own = claims.count_by_holder(), claims.in_own_name().count_by_holder()
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


@dataclass(frozen=True, slots=True)
class TallyTable:
    """A table of tallies, the model of the records that they are of, and how they are derived by their keys."""

    tally: type[models.Model]
    record: type[models.Model]
    derive: Callable[[Collection[int]], Sequence[models.Model]]

    def list_keys(self) -> Iterator[int]:
        """Yield the keys of all records, and of tallies whose record is gone."""
        records = self.record._default_manager.order_by("pk").values_list("pk", flat=True)
        orphans = self.tally._default_manager.exclude(pk__in=records.order_by())
        yield from (*records, *orphans.values_list("pk", flat=True))

    def find_differing(self, keys: Collection[int]) -> tuple[list[int], list[models.Model]]:
        """Return the keys of kept tallies that are not derived so, and the derived tallies that are not kept so."""
        kept: Mapping[int, models.Model] = self.tally._default_manager.in_bulk(keys)
        derived = {tally.pk: tally for tally in self.derive(keys)}
        gone = [key for key, tally in kept.items() if not is_same(tally, derived.get(key))]
        return gone, [tally for key, tally in derived.items() if not is_same(tally, kept.get(key))]

    def refresh(self, keys: Iterable[int]) -> None:
        """Write the tallies that differ from those derived anew."""
        for batch in split_batches(keys):
            gone, new = self.find_differing(batch)
            if gone:
                self.tally._default_manager.filter(pk__in=gone).delete()
            if new:
                self.tally._default_manager.bulk_create(new)


SPEAKER_TALLIES = TallyTable(SpeakerTally, Speaker, derive_speaker_tallies)
TOPIC_TALLIES = TallyTable(TopicTally, Topic, derive_topic_tallies)
