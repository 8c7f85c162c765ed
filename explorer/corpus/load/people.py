"""The load of speakers, series, topics and points, to which all other records refer."""

from explorer.changes.edit import open_edit
from explorer.corpus import record_columns
from explorer.corpus.load.context import FolderPlace, LoadContext
from explorer.corpus.record_columns import columns, point_columns, topic_columns
from explorer.corpus.sync import find_differing, sync_children, sync_rows
from explorer.models import Point, Series, Speaker, SpeakerAlias, Topic


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


def load_points(loading: LoadContext) -> None:
    """Load the points of topics; those that the folder lacks go once no claim rests on them any more."""
    wanted = {
        (loading.topics[topic.record.slug].pk, point.id): {
            **point_columns(point),
            "topic_id": loading.topics[topic.record.slug].pk,
            "ordinal": ordinal,
        }
        for topic in loading.corpus.topics
        for ordinal, point in enumerate(topic.record.points, start=1)
    }
    held = Point.objects.filter(topic__in=loading.topics.values())
    rows = {(row.topic_id, row.slug): row for row in held}
    changed = {key for key, _ in wanted.keys() ^ rows.keys()} | {
        key[0] for key in wanted.keys() & rows.keys() if find_differing(rows[key], wanted[key])
    }
    with open_edit() as edit:
        edit.will_change(Topic, sorted(changed))
        loading.points = sync_rows(Point, rows, wanted, loading.tally.of(Point))


def remove_points(loading: LoadContext) -> None:
    """Remove the points that the topics of the folder lack; claims that rest on one are in the way."""
    lacking = Point.objects.filter(topic__in=loading.topics.values()).exclude(
        pk__in=[point.pk for point in loading.points.values()]
    )
    where = {topic.record.slug: topic for topic in loading.corpus.topics}
    claims = lacking.filter(claim_links__isnull=False).order_by("pk", "claim_links")
    for topic, point, claim in claims.values_list("topic__slug", "slug", "claim_links__claim__slug"):
        cure = "give the claim another point, or load with --replace, which removes it"
        message = f"the claim '{claim}', which the folder lacks, rests on the point '{point}'; {cure}"
        loading.problems.append(where[topic].problem(message, "points"))
    if not loading.problems:
        loading.tally.remove(lacking)
