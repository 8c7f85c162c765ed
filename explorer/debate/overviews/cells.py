"""Cells beside each other: their states as they are kept and as they are derived anew, a few cells at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import AutoField, Model, QuerySet

from explorer.coding.vocabulary import Bearing
from explorer.debate.evidence import TopicClaim, build_shown_evidence
from explorer.debate.overviews.states import Cell, derive_states
from explorer.debate.stances import assess_from_links
from explorer.models import CellState, ClaimTopic, Stance
from explorer.models.claims import fetch_facts
from explorer.models.queries.prepared import prepared

AT_A_TIME = 16
"""The number of cells of one topic, or of one speaker, whose claims are in memory at a time."""

States = Sequence[CellState]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class CellBatch:
    """A few cells: every one of some topics and speakers."""

    topics: Collection[int]
    speakers: Collection[int]

    def fetch_kept(self) -> dict[Cell, list[CellState]]:
        """Return the kept states of the cells; costs one query."""
        rows = _find_states(topics=list(self.topics), speakers=list(self.speakers))
        return _group((row.topic_id, row.speaker_id, row) for row in rows)

    def derive(self) -> dict[Cell, list[CellState]]:
        """Return the states of the cells as they are derived anew; costs three queries."""
        keys = {"topics": list(self.topics), "speakers": list(self.speakers)}
        links = _find_links(**keys)
        fetch_facts(link.claim for link in links)
        stances = _find_stances(**keys)
        claims = _group((link.topic_id, link.claim.speaker_id, _build_claim(link)) for link in links)
        taken = _group((row.topic_id, row.speaker_id, row) for row in assess_from_links(stances, links))
        return {
            cell: derive_states(cell, claims.get(cell, ()), taken.get(cell, ()))
            for cell in claims.keys() | taken.keys()
        }


@prepared
def _find_states(*, topics: Sequence[int], speakers: Sequence[int]) -> QuerySet[CellState]:
    return CellState.objects.filter(topic__in=topics, speaker__in=speakers)


@prepared
def _find_links(*, topics: Sequence[int], speakers: Sequence[int]) -> QuerySet[ClaimTopic]:
    return ClaimTopic.objects.published().without_words().filter(topic__in=topics, claim__speaker__in=speakers)


@prepared
def _find_stances(*, topics: Sequence[int], speakers: Sequence[int]) -> QuerySet[Stance]:
    return Stance.objects.published().select_related("episode").filter(topic__in=topics, speaker__in=speakers)


def _build_claim(link: ClaimTopic) -> TopicClaim:
    return TopicClaim(link.claim, Bearing(link.bearing), build_shown_evidence(link.claim, {}))


def list_cells() -> Iterator[Cell]:
    """Yield every cell in which something is held or of which a state is kept, topic by topic."""
    links = ClaimTopic.objects.published().order_by().values_list("topic", "claim__speaker")
    stances = Stance.objects.published().order_by().values_list("topic", "speaker")
    kept = CellState.objects.order_by().values_list("topic", "speaker")
    yield from sorted(links.union(stances, kept))


def split_cells(cells: Iterable[Cell]) -> Iterator[CellBatch]:
    """Yield batches that hold the cells: a few of one topic, or of one speaker where there are fewer speakers."""
    topics: defaultdict[int, list[int]] = defaultdict(list)
    speakers: defaultdict[int, list[int]] = defaultdict(list)
    for topic, speaker in cells:
        topics[topic].append(speaker)
        speakers[speaker].append(topic)
    if len(speakers) < len(topics):
        yield from (CellBatch(few, [speaker]) for speaker, held in speakers.items() for few in _split(held))
    else:
        yield from (CellBatch([topic], few) for topic, held in topics.items() for few in _split(held))


def _split(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME))


def refresh_cells(cells: Iterable[Cell]) -> None:
    """Write the states of cells that differ from those derived anew."""
    for batch in split_cells(cells):
        kept, derived = batch.fetch_kept(), batch.derive()
        for cell in kept.keys() | derived.keys():
            _write_states(kept.get(cell, ()), derived.get(cell, ()))


def _write_states(kept: States, derived: States) -> None:
    gone, new = list_differing(kept, derived)
    if gone:
        CellState.objects.filter(pk__in=[row.pk for row in gone]).delete()
    CellState.objects.bulk_create(new)


def list_differing(kept: States, derived: States) -> tuple[list[CellState], list[CellState]]:
    """Return the kept states of a cell that are not derived so, and the derived ones that are not kept so."""
    held, wanted = ({row.since: row for row in rows} for rows in (kept, derived))
    return (
        [row for since, row in held.items() if not is_same(row, wanted.get(since))],
        [row for since, row in wanted.items() if not is_same(row, held.get(since))],
    )


def is_same(row: Model, other: Model | None) -> bool:
    """Whether two rows hold the same, whatever keys were made for them."""
    names = [field.attname for field in row._meta.concrete_fields if not isinstance(field, AutoField)]
    return other is not None and all(getattr(row, name) == getattr(other, name) for name in names)


def _group(rows: Iterable[tuple[int, int, Row]]) -> dict[Cell, list[Row]]:
    grouped: defaultdict[Cell, list[Row]] = defaultdict(list)
    for topic, speaker, row in rows:
        grouped[topic, speaker].append(row)
    return grouped
