"""Speakers, series and topics into the database: what everything else refers to."""

from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import columns, topic_columns
from explorer.corpus.sync import sync_children, sync_rows
from explorer.models import Series, Speaker, SpeakerAlias, Topic


def load_people(loading: LoadContext) -> None:
    """Load speakers with their aliases, and series."""
    corpus, tally = loading.corpus, loading.tally
    wanted = {one.record.slug: columns(one.record, record_columns.SPEAKER) for one in corpus.speakers}
    loading.speakers = sync_rows(Speaker, {one.slug: one for one in Speaker.objects.all()}, wanted, tally.of(Speaker))
    aliases = {
        loading.speakers[one.record.slug].pk: [{"name": alias} for alias in one.record.aliases]
        for one in corpus.speakers
    }
    sync_children(SpeakerAlias, "speaker_id", aliases, tally.of(SpeakerAlias))
    wanted = {one.record.slug: columns(one.record, record_columns.SERIES) for one in corpus.series}
    loading.series = sync_rows(Series, {one.slug: one for one in Series.objects.all()}, wanted, tally.of(Series))
    loading.where.update({("speaker", one.record.slug): FolderPlace(one, ("slug",)) for one in corpus.speakers})
    loading.where.update({("series", one.record.slug): FolderPlace(one, ("slug",)) for one in corpus.series})


def load_topics(loading: LoadContext) -> None:
    """Load topics; their place in lists is their place in the file."""
    topics = loading.corpus.topics
    existing = {one.slug: one for one in Topic.objects.all()}
    wanted = {
        one.record.slug: {**topic_columns(one.record), "ordinal": ordinal}
        for ordinal, one in enumerate(topics, start=1)
    }
    loading.topics = sync_rows(Topic, existing, wanted, loading.tally.of(Topic))
    loading.where.update({("topic", one.record.slug): FolderPlace(one, ("slug",)) for one in topics})
