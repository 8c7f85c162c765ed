"""Checks that the tables of the overviews hold what claims and stances come to."""

from collections.abc import Iterator

from explorer.changes.version_keeping import split_batches
from explorer.checks.findings import Finding
from explorer.debate.overviews.cells import list_cells, list_differing, split_cells
from explorer.debate.overviews.derived_table import DerivedTable
from explorer.debate.overviews.readings import READING_STATES
from explorer.debate.overviews.tallies import SPEAKER_TALLIES, TOPIC_TALLIES
from explorer.debate.overviews.totals import RELATION_TALLIES, SOURCE_TALLIES
from explorer.models import CellState, Source, Speaker, Topic

CURE = "run manage.py rebuild_overviews"


def check_overviews() -> Iterator[Finding]:
    """Yield a finding for each state and tally that is not as it is derived anew; a few cells are read at a time."""
    topics = dict(Topic.objects.order_by("pk").values_list("pk", "slug"))
    speakers = dict(Speaker.objects.order_by("pk").values_list("pk", "slug"))
    sources = dict(Source.objects.order_by("pk").values_list("pk", "slug"))
    for row in _list_differing_states():
        place = (topics.get(row.topic_id, str(row.topic_id)), speakers.get(row.speaker_id, str(row.speaker_id)))
        moment = f"as of {row.since}" if row.since else "at present"
        yield Finding(("cell", *place), f"its state {moment} is not what its claims and stances come to; {CURE}")
    for kind, table, slugs, told in (
        ("topic", TOPIC_TALLIES, topics, "its tally is not what its cells come to"),
        ("speaker", SPEAKER_TALLIES, speakers, "its tally is not what its cells come to"),
        ("speaker", READING_STATES, speakers, "what is kept of the readings of its documents is not what these say"),
        ("speaker", RELATION_TALLIES, speakers, "the tally of its relations is not what these come to"),
        ("source", SOURCE_TALLIES, sources, "its tally is not what its passages and quotations come to"),
    ):
        for key in _list_differing_keys(table):
            yield Finding((kind, slugs.get(key, str(key))), f"{told}; {CURE}")


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
