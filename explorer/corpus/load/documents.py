"""The load of episodes, their sources and passages."""

from collections.abc import Mapping, Sequence
from itertools import count

from django.db.models import F

from explorer.changes.edit import open_edit
from explorer.changes.version_keeping import split_batches
from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext, PassageAnswer
from explorer.corpus.record_columns import Columns, columns
from explorer.corpus.sync import fetch_by, find_differing, sync_children, sync_rows, write_column
from explorer.corpus_format.contents import HeldEpisode, HeldSource
from explorer.corpus_format.schema import AppearanceRecord, EpisodeRecord
from explorer.models import Appearance, Episode, Passage, Source, SpeakerLabel
from explorer.parsers import text_of

PARKED = 1_000_000
"""The number added to the ordinals of passages while they change; no document has as many passages."""


def load_episodes(loading: LoadContext) -> None:
    """Load episodes with their participants and labels."""
    wanted: dict[str, Columns] = {}
    appearances: dict[str, list[Columns]] = {}
    labels: dict[str, list[Columns]] = {}
    for episode in loading.corpus.episodes:
        record = episode.record
        wanted[record.slug] = _build_episode_columns(loading, record)
        appearances[record.slug] = _build_appearances(loading, record.appearances)
        labels[record.slug] = _build_labels(loading, record.labels)
        loading.where["episode", record.slug] = FolderPlace.of(episode.located, "slug")
    existing = {episode.slug: episode for episode in fetch_by(Episode, "slug", wanted)}
    rows = sync_rows(Episode, existing, wanted, loading.tally.of(Episode), park=_park_episodes)
    loading.episodes = keys = {slug: row.pk for slug, row in rows.items()}
    for model, children in ((Appearance, appearances), (SpeakerLabel, labels)):
        sync_children(
            model, "episode_id", {keys[slug]: some for slug, some in children.items()}, loading.tally.of(model)
        )


def load_documents(loading: LoadContext) -> None:
    """Load sources with their bytes, text and passages, then the passage that each passage answers."""
    _park_changed_sources(loading)
    for episodes in loading.batches("episodes: documents"):
        texts = _load_sources(loading, episodes)
        _load_passages(loading, [source for episode in episodes for source in episode.sources], texts)
    _load_answers(loading)


def _park_changed_sources(loading: LoadContext) -> None:
    """Replace the checksums of sources that change theirs or their episode, so that two may swap their documents."""
    wanted = {
        source.slug: (source.record.sha256, episode.slug)
        for episode in loading.corpus.episodes
        for source in episode.sources
    }
    stored = Source.objects.order_by("pk").values_list("pk", "slug", "sha256", "episode__slug")
    changed = [key for key, slug, *held in stored if slug in wanted and wanted[slug] != tuple(held)]
    with open_edit() as edit:
        edit.will_change(Source, changed)
        for key in changed:
            Source.objects.filter(pk=key).update(sha256=f"parked-{key}")


def _load_sources(loading: LoadContext, episodes: Sequence[HeldEpisode]) -> Mapping[int, str]:
    """Load the sources of episodes; return their texts by key."""
    wanted = {
        source.slug: {
            **columns(source.record, record_columns.SOURCE),
            "episode_id": loading.episodes[episode.slug],
            "raw": source.raw,
            "text": text_of(source.raw, source.record.format),
        }
        for episode in episodes
        for source in episode.sources
    }
    existing = {source.slug: source for source in fetch_by(Source, "slug", wanted)}
    rows = sync_rows(Source, existing, wanted, loading.tally.of(Source))
    loading.sources.update((slug, row.pk) for slug, row in rows.items())
    for source in (source for episode in episodes for source in episode.sources):
        loading.where["source", source.slug] = FolderPlace.of(source.located, "slug")
    return {row.pk: row.text for row in rows.values()}


def _load_passages(loading: LoadContext, sources: Sequence[HeldSource], texts: Mapping[int, str]) -> None:
    """Load the passages of some sources; those that the folder lacks keep their place in the text."""
    wanted: dict[str, Columns] = {}
    lacking = _find_lacking(loading, sources)
    taken = {(row.source_id, place) for row, place in lacking.items()}
    for source in sources:
        key = loading.sources[source.slug]
        places = (place for place in count(1) if (key, place) not in taken)
        for ordinal, passage in zip(places, source.passages, strict=False):
            record = passage.record
            wanted[record.id] = {
                **columns(record, record_columns.PASSAGE),
                "slug": record.id,
                "source_id": key,
                "ordinal": ordinal,
                "speaker_id": loading.speakers[record.speaker] if record.speaker else None,
                "text": texts[key][record.start : record.end],
            }
    _park_passages(list(lacking))
    existing = {passage.slug: passage for passage in fetch_by(Passage, "slug", wanted)}
    untouched = {slug for slug, row in existing.items() if not find_differing(row, wanted[slug])}
    rows = sync_rows(Passage, existing, wanted, loading.tally.of(Passage), park=_park_passages)
    for row, place in lacking.items():
        Passage.objects.filter(pk=row.pk).update(ordinal=place)
    for passage in (passage for source in sources for passage in source.passages):
        slug, answers = passage.record.id, passage.record.answers
        loading.passages[slug] = rows[slug].pk
        loading.where["passage", slug] = FolderPlace.of(passage, "id")
        if answers or rows[slug].answers_id:
            loading.answers[rows[slug].pk] = PassageAnswer(rows[slug].answers_id, answers, slug in untouched)


def _find_lacking(loading: LoadContext, sources: Sequence[HeldSource]) -> dict[Passage, int]:
    """Return the passages of sources that the folder lacks, with their ordinals among all passages of their source."""
    kept = {passage.record.id for source in sources for passage in source.passages}
    starts = {loading.sources[source.slug]: [passage.record.start for passage in source.passages] for source in sources}
    rows = [row for row in Passage.objects.filter(source__in=starts) if row.slug not in kept]
    for row in rows:
        starts[row.source_id].append(row.start)
    return {row: sorted(starts[row.source_id]).index(row.start) + 1 for row in rows}


def _load_answers(loading: LoadContext) -> None:
    changed: dict[int, int | None] = {}
    counts = loading.tally.of(Passage)
    for key, answer in loading.answers.items():
        question = loading.passages[answer.now] if answer.now else None
        if answer.before != question:
            changed[key] = question
            counts.changed += answer.is_counted
            counts.unchanged -= answer.is_counted
    with open_edit() as edit:
        edit.will_change(Passage, list(changed))
        write_column(Passage, "answers", changed)


def _build_episode_columns(loading: LoadContext, record: EpisodeRecord) -> Columns:
    return {
        **columns(record, record_columns.EPISODE),
        "series_id": loading.series[record.series] if record.series else None,
        "links": [link.model_dump() for link in record.links],
    }


def _build_appearances(loading: LoadContext, records: Sequence[AppearanceRecord]) -> list[Columns]:
    return [
        {"speaker_id": loading.speakers[appearance.speaker], "role": appearance.role.value} for appearance in records
    ]


def _build_labels(loading: LoadContext, labels: dict[str, str]) -> list[Columns]:
    return [{"label": label, "speaker_id": loading.speakers[slug]} for label, slug in labels.items()]


def _park_episodes(rows: Sequence[Episode]) -> None:
    """Clear the numbers of episodes, so that two episodes of a series may swap theirs."""
    for keys in split_batches(row.pk for row in rows):
        Episode.objects.filter(pk__in=keys).update(number=None)


def _park_passages(rows: Sequence[Passage]) -> None:
    """Raise the ordinals of passages, so that a passage may be put between others."""
    for keys in split_batches(row.pk for row in rows):
        Passage.objects.filter(pk__in=keys).update(ordinal=F("ordinal") + PARKED)
