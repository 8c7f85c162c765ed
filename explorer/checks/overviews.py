"""Checks that the tables of the overviews hold what claims and stances come to."""

from collections.abc import Iterator

from explorer.changes.version_keeping import split_batches
from explorer.checks.findings import Finding
from explorer.debate.overviews.cells import list_cells, list_differing, split_cells
from explorer.debate.overviews.derived_table import DerivedTable
from explorer.debate.overviews.link_facts import LINK_FACTS
from explorer.debate.overviews.readings import READING_STATES
from explorer.debate.overviews.tallies import SPEAKER_TALLIES, TOPIC_TALLIES
from explorer.debate.overviews.totals import RELATION_TALLIES, SOURCE_TALLIES
from explorer.models import CellState, Speaker, Topic

CURE = "run manage.py rebuild_overviews"


def check_overviews() -> Iterator[Finding]:
    """Yield a finding for each state and tally that is not as it is derived anew; a few cells are read at a time."""
    topics = dict(Topic.objects.order_by("pk").values_list("pk", "slug"))
    speakers = dict(Speaker.objects.order_by("pk").values_list("pk", "slug"))
    for row in _list_differing_states():
        place = (topics.get(row.topic_id, str(row.topic_id)), speakers.get(row.speaker_id, str(row.speaker_id)))
        moment = f"as of {row.since}" if row.since else "at present"
        yield Finding(("cell", *place), f"its state {moment} is not what its claims and stances come to; {CURE}")
    for table, told in (
        (LINK_FACTS, "what is kept of it on its topics is not what its evidence comes to"),
        (TOPIC_TALLIES, "its tally is not what its cells come to"),
        (SPEAKER_TALLIES, "its tally is not what its cells come to"),
        (READING_STATES, "what is kept of the readings of its documents is not what these say"),
        (RELATION_TALLIES, "the tally of its relations is not what these come to"),
        (SOURCE_TALLIES, "its tally is not what its passages and quotations come to"),
    ):
        for key in _list_differing_keys(table):
            slug = table.record._default_manager.filter(pk=key).values_list("slug", flat=True).first()
            yield Finding((table.record._meta.model_name or "", slug or str(key)), f"{told}; {CURE}")


def _list_differing_states() -> Iterator[CellState]:
    for batch in split_cells(list_cells()):
        kept, derived = batch.fetch_kept(), batch.derive()
        for cell in kept.keys() | derived.keys():
            gone, new = list_differing(kept.get(cell, ()), derived.get(cell, ()))
            yield from {row.since: row for row in (*gone, *new)}.values()


def _list_differing_keys(table: DerivedTable) -> Iterator[int]:
    for batch in split_batches(table.list_keys()):
        gone, new = table.find_differing(batch)
        yield from {table.find_key(row) for row in (*gone, *new)}
