"""The load of episodes, their sources and passages."""

from collections.abc import Sequence
from itertools import count

from django.db.models import F

from explorer.changes.edit import open_edit
from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import Columns, columns
from explorer.corpus.sync import find_differing, sync_children, sync_rows
from explorer.corpus_format.contents import HeldSource
from explorer.corpus_format.schema import AppearanceRecord
from explorer.models import Appearance, Episode, Passage, Source, SpeakerLabel

ROWS_AT_ONCE = 500
"""Rows that one statement changes."""

PARKED = 1_000_000
"""The number added to the ordinals of passages while they change; no document has as many passages."""


def load_episodes(loading: LoadContext) -> None:
    """Load episodes with their participants and labels."""
    held = [episode.located for episode in loading.corpus.episodes]
    wanted = {
        episode.record.slug: {
            **columns(episode.record, record_columns.EPISODE),
            "series_id": loading.series[episode.record.series].pk if episode.record.series else None,
            "links": [link.model_dump() for link in episode.record.links],
        }
        for episode in held
    }
    existing = {episode.slug: episode for episode in Episode.objects.filter(slug__in=wanted)}
    rows = sync_rows(Episode, existing, wanted, loading.tally.of(Episode), park=_park_episodes)
    appearances = {
        rows[episode.record.slug].pk: _build_appearances(loading, episode.record.appearances) for episode in held
    }
    labels = {rows[episode.record.slug].pk: _build_labels(loading, episode.record.labels) for episode in held}
    sync_children(Appearance, "episode_id", appearances, loading.tally.of(Appearance))
    sync_children(SpeakerLabel, "episode_id", labels, loading.tally.of(SpeakerLabel))
    loading.episodes = rows
    loading.where.update({("episode", episode.record.slug): FolderPlace(episode, ("slug",)) for episode in held})


def load_sources(loading: LoadContext) -> None:
    """Load sources, with their bytes and their text."""
    wanted = {
        source.slug: {
            **columns(source.record, record_columns.SOURCE),
            "episode_id": loading.episodes[episode.slug].pk,
            "raw": source.raw,
            "text": loading.texts[source.slug],
        }
        for episode in loading.corpus.episodes
        for source in episode.sources
    }
    existing = {source.slug: source for source in Source.objects.filter(slug__in=wanted)}
    loading.sources = sync_rows(Source, existing, wanted, loading.tally.of(Source), park=_park_sources)
    loading.where.update(
        {("source", source.slug): FolderPlace(source.located, ("slug",)) for source in loading.corpus.sources}
    )


def load_passages(loading: LoadContext) -> None:
    """Load passages, then the passage that each answers; those that the folder lacks keep their place in the text."""
    wanted: dict[str, Columns] = {}
    lacking = {row: place for source in loading.corpus.sources for row, place in _find_lacking(loading, source)}
    taken = {(row.source_id, place) for row, place in lacking.items()}
    for source in loading.corpus.sources:
        text, key = loading.texts[source.slug], loading.sources[source.slug].pk
        places = (place for place in count(1) if (key, place) not in taken)
        for ordinal, passage in zip(places, source.passages, strict=False):
            record = passage.record
            wanted[record.id] = {
                **columns(record, record_columns.PASSAGE),
                "slug": record.id,
                "source_id": key,
                "ordinal": ordinal,
                "speaker_id": loading.speakers[record.speaker].pk if record.speaker else None,
                "text": text[record.start : record.end],
            }
    _park_passages(list(lacking))
    existing = {passage.slug: passage for passage in Passage.objects.filter(slug__in=wanted)}
    untouched = {slug for slug, row in existing.items() if not find_differing(row, wanted[slug])}
    loading.passages = sync_rows(Passage, existing, wanted, loading.tally.of(Passage), park=_park_passages)
    for row, place in lacking.items():
        Passage.objects.filter(pk=row.pk).update(ordinal=place)
    loading.where.update(
        {("passage", passage.record.id): FolderPlace(passage, ("id",)) for passage in loading.corpus.passages}
    )
    _load_answers(loading, untouched)


def _find_lacking(loading: LoadContext, source: HeldSource) -> list[tuple[Passage, int]]:
    """Return the passages of a source that the folder lacks, with their ordinals among all its passages."""
    kept = [passage.record.id for passage in source.passages]
    rows = list(loading.sources[source.slug].passages.exclude(slug__in=kept))
    starts = [passage.record.start for passage in source.passages]
    starts.extend(row.start for row in rows)
    starts.sort()
    return [(row, starts.index(row.start) + 1) for row in rows]


def _load_answers(loading: LoadContext, untouched: set[str]) -> None:
    changed: list[Passage] = []
    for passage in loading.corpus.passages:
        row = loading.passages[passage.record.id]
        question = loading.passages[passage.record.answers].pk if passage.record.answers else None
        if row.answers_id != question:
            row.answers_id = question
            changed.append(row)
    with open_edit() as edit:
        edit.will_change(Passage, [row.pk for row in changed])
        Passage.objects.bulk_update(changed, ["answers"], batch_size=ROWS_AT_ONCE)
    counts, otherwise_same = loading.tally.of(Passage), sum(row.slug in untouched for row in changed)
    counts.changed += otherwise_same
    counts.unchanged -= otherwise_same


def _build_appearances(loading: LoadContext, records: Sequence[AppearanceRecord]) -> list[Columns]:
    return [
        {"speaker_id": loading.speakers[appearance.speaker].pk, "role": appearance.role.value} for appearance in records
    ]


def _build_labels(loading: LoadContext, labels: dict[str, str]) -> list[Columns]:
    return [{"label": label, "speaker_id": loading.speakers[slug].pk} for label, slug in labels.items()]


def _park_episodes(rows: Sequence[Episode]) -> None:
    """Clear the numbers of episodes, so that two episodes of a series may swap theirs."""
    Episode.objects.filter(pk__in=[row.pk for row in rows]).update(number=None)


def _park_sources(rows: Sequence[Source]) -> None:
    """Replace the checksums of sources, so that two sources of an episode may swap their documents."""
    for row in rows:
        Source.objects.filter(pk=row.pk).update(sha256=f"parked-{row.pk}")


def _park_passages(rows: Sequence[Passage]) -> None:
    """Raise the ordinals of passages, so that a passage may be put between others."""
    Passage.objects.filter(pk__in=[row.pk for row in rows]).update(ordinal=F("ordinal") + PARKED)
