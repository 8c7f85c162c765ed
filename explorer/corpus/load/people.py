"""The load of speakers, series and topics, to which all other records refer."""

from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import columns, topic_columns
from explorer.corpus.sync import sync_children, sync_rows
from explorer.models import Series, Speaker, SpeakerAlias, Topic


def load_people(loading: LoadContext) -> None:
    """Load speakers with their aliases, and series."""
    corpus, tally = loading.corpus, loading.tally
    wanted = {speaker.record.slug: columns(speaker.record, record_columns.SPEAKER) for speaker in corpus.speakers}
    loading.speakers = sync_rows(
        Speaker, {speaker.slug: speaker for speaker in Speaker.objects.all()}, wanted, tally.of(Speaker)
    )
    aliases = {
        loading.speakers[speaker.record.slug].pk: [{"name": alias} for alias in speaker.record.aliases]
        for speaker in corpus.speakers
    }
    sync_children(SpeakerAlias, "speaker_id", aliases, tally.of(SpeakerAlias))
    wanted = {series.record.slug: columns(series.record, record_columns.SERIES) for series in corpus.series}
    loading.series = sync_rows(
        Series, {series.slug: series for series in Series.objects.all()}, wanted, tally.of(Series)
    )
    loading.where.update(
        {("speaker", speaker.record.slug): FolderPlace(speaker, ("slug",)) for speaker in corpus.speakers}
    )
    loading.where.update({("series", series.record.slug): FolderPlace(series, ("slug",)) for series in corpus.series})


def load_topics(loading: LoadContext) -> None:
    """Load topics, in the order of the file."""
    topics = loading.corpus.topics
    existing = {topic.slug: topic for topic in Topic.objects.all()}
    wanted = {
        topic.record.slug: {**topic_columns(topic.record), "ordinal": ordinal}
        for ordinal, topic in enumerate(topics, start=1)
    }
    loading.topics = sync_rows(Topic, existing, wanted, loading.tally.of(Topic))
    loading.where.update({("topic", topic.record.slug): FolderPlace(topic, ("slug",)) for topic in topics})
